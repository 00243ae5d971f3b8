import type { SendLimits } from "../../ports/send-limits.ts";

/** The console is this process: nobody to be polite to. */
export const CONSOLE_SEND_LIMITS: SendLimits = { place: null, workspace: null, platform: null };
