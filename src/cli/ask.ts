/** `shopbell ask "<question>"`: the same grammar and the same code path as chat. */

import { Option } from "commander";
import { LOCALES } from "../core/locale.ts";
import { answerLine, type LineOptions, parseInstant } from "./answer-line.ts";
import { InputError } from "./errors.ts";
import type { Configure } from "./index.ts";

export const configure: Configure = (command, terminal) => {
  command
    .argument("<question...>", 'in the words of chat, such as "sales yesterday by channel"')
    .option("--shop <id>", "whose numbers (default: the only shop there is)")
    .addOption(new Option("--language <code>", "of the answer (default: that of the question)").choices(LOCALES))
    .option("--now <instant>", "answer as at this instant, such as 2026-11-21T09:00:00+01:00", parseInstant)
    .option("--json", "print the machine-readable answer")
    .action(async (words: string[], options: LineOptions) => {
      const question = words.join(" ").trim();
      if (question === "") throw new InputError('the question is empty; try shopbell ask "sales yesterday"');
      await answerLine(question, options, terminal);
    });
};
