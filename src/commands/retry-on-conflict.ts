import { StoreError } from "../ports/stores.ts";
import { refused } from "./campaign/campaign-input.ts";
import type { CommandContext, CommandResult } from "./command.ts";

/** Two people at once come to an end at the second look; more than that is a crowd. */
const ATTEMPTS = 3;

/**
 * Of two people changing one thing at once the first wins. For the second it is worked out anew from what is there by then:
 * another step of the same campaign is no conflict for people, and the same step says who was first.
 */
export async function retryOnConflict<R extends CommandResult | null>(
  context: CommandContext,
  change: (context: CommandContext) => Promise<R> | R,
): Promise<R | CommandResult> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await change(attempt === 1 ? context : { ...context, campaigns: await context.store.campaigns.list() });
    } catch (cause) {
      if (!(cause instanceof StoreError && cause.code === "conflict")) throw cause;
      if (attempt < ATTEMPTS) continue;
      return refused({ en: "Others are changing this right now. Say it again.", zh: "其他人正在修改，请再说一次。" }, context);
    }
  }
}
