import type { Message } from "../core/messages/message.ts";
import type { CommandContext, CommandResult } from "./command.ts";

/** A reply that only the asker needs to see, and that nothing follows up. */
export function problemResult({ newId }: CommandContext, message: Message): CommandResult {
  return { id: newId(), message, onlyForAsker: true, question: null };
}
