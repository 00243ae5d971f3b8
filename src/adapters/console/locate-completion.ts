/** Finds what is being typed at the end of the words: the command's name, or a value of one of its options. */
import type { CommandSpec, OptionSpec } from "../../ports/command-spec.ts";

export type Spot =
  | { readonly type: "command"; readonly typed: string; readonly start: number }
  | {
      readonly type: "option";
      readonly command: CommandSpec;
      readonly option: OptionSpec;
      readonly typed: string;
      readonly start: number;
      /** Options not begun yet that could be named next ("by", "vs"). */
      readonly unused: readonly OptionSpec[];
    };

/**
 * `words` as in a `ChatRequest`: no slash, single blanks. `start` is where the typed part begins in them. Null where nothing
 * can be completed.
 */
export function locateCompletion(words: string, commands: readonly CommandSpec[]): Spot | null {
  const command = findCommand(words, commands);
  if (command === null) return { type: "command", typed: words, start: 0 };

  const restStart = command.name.length + 1;
  const rest = words.slice(restStart);
  let option = command.options.find((each) => each.prefix === "");
  let start = restStart;
  const begun = new Set<string>();
  for (const word of rest.matchAll(/(?<!\S)(by|in|vs|for|as) /gi)) {
    const named = command.options.find((each) => each.prefix === word[0].trim().toLowerCase());
    if (named === undefined) continue;
    option = named;
    begun.add(named.prefix);
    start = restStart + word.index + word[0].length;
  }
  if (option === undefined) return null;
  const unused = command.options.filter((each) => each.prefix !== "" && !begun.has(each.prefix));
  return { type: "option", command, option, typed: words.slice(start), start, unused };
}

/** The longest command that the words begin with, followed by a blank; hyphens of its name may be typed as blanks. */
function findCommand(words: string, commands: readonly CommandSpec[]): CommandSpec | null {
  const lower = words.toLowerCase().replace(/-/g, " ");
  let found: CommandSpec | null = null;
  for (const command of commands) {
    if (lower.startsWith(`${command.name.replace(/-/g, " ")} `) && command.name.length > (found?.name.length ?? 0)) found = command;
  }
  return found;
}
