/** `shopbell why "<question>"` on the store, `shopbell why --table <file.csv>` on a table alone. */
import { InvalidArgumentError, Option } from "commander";
import { parseTableMetric } from "../core/explain/table-metric.ts";
import { LOCALES, type Locale } from "../core/locale.ts";
import { answerLine, parseInstant } from "./answer-line.ts";
import { InputError } from "./errors.ts";
import type { Configure } from "./index.ts";

interface WhyOptions {
  readonly table?: string;
  readonly metric?: string;
  readonly daysBefore: number;
  readonly daysAfter: number;
  readonly shop?: string;
  readonly language?: Locale;
  readonly now?: number;
  readonly json?: boolean;
}

export const configure: Configure = (command, terminal) => {
  command
    .argument("[question...]", 'in the words of chat, such as "sales last week vs last year"')
    .option("--table <file.csv>", "explain this table instead: period (before, after), any dimension columns, sessions, orders, revenue")
    .option("--metric <name>", "of the table: sales, orders, traffic, conversion or aov (default: sales)")
    .option("--days-before <n>", "how long the table's earlier period is", parseDays, 1)
    .option("--days-after <n>", "how long its later period is", parseDays, 1)
    .option("--shop <id>", "whose numbers (default: the only shop there is)")
    .option("--now <instant>", "explain as at this instant, such as 2026-11-21T09:00:00+01:00", parseInstant)
    .addOption(new Option("--language <code>", "of the answer (default: that of the question)").choices(LOCALES))
    .option("--json", "print the machine-readable explanation")
    .action(async (words: string[], options: WhyOptions) => {
      if (options.table === undefined) {
        if (options.metric !== undefined)
          throw new InputError("--metric goes with --table; in a question name the metric: why conversion last week");
        return answerLine(`why ${words.join(" ")}`, options, terminal);
      }
      if (words.length > 0) throw new InputError(`--table explains the file alone: leave out ${JSON.stringify(words.join(" "))}`);
      const metric = parseTableMetric(options.metric ?? "sales");
      if (metric === null) {
        throw new InputError(
          `a table does not tell ${JSON.stringify(options.metric)}; --metric is sales, orders, traffic, conversion or aov`,
        );
      }
      const { explainFile } = await import("./explain-file.ts");
      await explainFile(
        { ...options, file: options.table, metric, locale: options.language ?? "en", json: options.json === true },
        terminal,
      );
    });
};

function parseDays(text: string): number {
  const days = Number(text);
  if (!(days > 0 && days <= 10_000)) throw new InvalidArgumentError("write a number of days above 0, such as 7.");
  return days;
}
