import { StoreError } from "../ports/stores.ts";
import { refused } from "./campaign/campaign-input.ts";
import type { CommandContext, CommandResult } from "./command.ts";

/** Of two people changing one thing at once the first wins; the second is told to look and to say it again. */
export async function unlessChanged<R extends CommandResult | null>(
  context: CommandContext,
  change: () => Promise<R> | R,
): Promise<R | CommandResult> {
  try {
    return await change();
  } catch (cause) {
    if (!(cause instanceof StoreError && cause.code === "conflict")) throw cause;
    return refused({ en: "Somebody else has just changed this. Say it again.", zh: "刚有人修改过，请再说一次。" }, context);
  }
}
