/** Suggestions for the line being typed. */
import type { ChatHandlers, ChatRequest } from "../../ports/chat-platform.ts";
import type { CommandSpec } from "../../ports/command-spec.ts";
import { CONSOLE_LIMITS } from "./limits.ts";
import { locateCompletion } from "./locate-completion.ts";

export interface Suggestion {
  /** What stands in the list. */
  readonly label: string;
  readonly detail: string;
  /** The whole line once it is taken. */
  readonly line: string;
}

/** What could stand next in the request's words, best first. */
export async function completeLine(
  request: ChatRequest,
  commands: readonly CommandSpec[],
  handlers: Pick<ChatHandlers, "complete">,
): Promise<readonly Suggestion[]> {
  const { words } = request;
  const spot = locateCompletion(words, commands);
  if (spot === null) return [];
  const locale = request.locale ?? "en";

  if (spot.type === "command") {
    const typed = spot.typed.toLowerCase().replace(/ /g, "-");
    return commands
      .filter((command) => command.name.startsWith(typed))
      .slice(0, CONSOLE_LIMITS.suggestions)
      .map((command) => ({ label: `/${command.name}`, detail: command.description[locale], line: `/${command.name} ` }));
  }

  const before = words.slice(0, spot.start);
  const typed = spot.typed.trim();
  const values = await handlers.complete({ request, command: spot.command.name, option: spot.option.name, typed });
  const completions = values.filter((value) => value !== typed).map((value) => ({ label: value, detail: "", line: `/${before}${value} ` }));
  // After a finished word the next option can be named; before that, where the command's own words may be left out.
  const mayFollow = words.endsWith(" ") && (typed !== "" || spot.option.prefix === "");
  const keywords = (mayFollow ? spot.unused : []).map((option) => ({
    label: option.prefix,
    detail: option.description[locale],
    line: `/${words.trimEnd()} ${option.prefix} `,
  }));
  const ordered = typed === "" ? [...completions, ...keywords] : [...keywords, ...completions];
  return ordered.slice(0, CONSOLE_LIMITS.suggestions);
}
