/** `shopbell holidays import <file>` and `shopbell holidays list`. */
import { InvalidArgumentError } from "commander";
import { findPublicHolidays } from "../adapters/holidays/find-public-holidays.ts";
import { systemClock } from "../adapters/system/system-clock.ts";
import { importHolidays } from "../intake/holidays/import-holidays.ts";
import type { Holiday } from "../ports/holidays.ts";
import { countOf, printJson, requireConfig, withStore } from "./context.ts";
import type { Configure } from "./index.ts";
import { openInput } from "./open-input.ts";

const FORMAT = `
CSV: country (two letters) or shop, date, name. A country's nationwide public holidays are known without a file; add what
is yours: regional holidays, stocktaking, the days a shop is shut. Importing a file twice changes nothing.`;

export const configure: Configure = (command, terminal) => {
  command
    .command("import")
    .argument("<file>", "a CSV file, or - for standard input")
    .description("add the days of a file: all of them, or none")
    .option("--json", "print the outcome as JSON")
    .addHelpText("after", FORMAT)
    .action(async (path: string, options: { readonly json?: boolean }) => {
      const config = requireConfig();
      const input = await openInput(path, false);
      try {
        const counts = await withStore(config, async ({ shops, holidays }) => importHolidays(input.source, await shops.list(), holidays));
        if (options.json) return printJson(terminal, counts);
        terminal.out(`${countOf(counts.days, "day")} read, ${counts.changed} new or changed.\n`);
      } finally {
        await input.close();
      }
    });

  command
    .command("list")
    .description("list imported days, and the public holidays of the shops' countries, of this year and the next")
    .option("--year <year>", "of this year only", parseYear)
    .option("--json", "print them as JSON")
    .action(async (options: { readonly year?: number; readonly json?: boolean }) => {
      await withStore(requireConfig(), async (store) => {
        const [shops, imported] = await Promise.all([store.shops.list(), store.holidays.list()]);
        const thisYear = new Date(systemClock.nowMs()).getUTCFullYear();
        const [from, to] = options.year === undefined ? [thisYear, thisYear + 1] : [options.year, options.year];
        const countries = [...new Set(shops.flatMap(({ country }) => country ?? []))].sort();
        const known = (await Promise.all(countries.map((country) => findPublicHolidays(country, from, to)))).flat();
        const own = options.year === undefined ? imported : imported.filter(({ day }) => day.startsWith(`${options.year}-`));
        const all = [
          ...own.map((holiday) => ({ ...holiday, source: "imported" })),
          ...known.map((holiday) => ({ ...holiday, source: "public" })),
        ].sort((a, b) => (a.day < b.day ? -1 : 1));
        if (options.json) return printJson(terminal, all.map(toJson));
        if (all.length === 0) {
          return terminal.out(
            countries.length === 0
              ? "No holidays: no shop has a country. Say it: shopbell shop set <id> --country DE\n"
              : `No holidays are known of ${options.year === undefined ? `${from} and ${to}` : from}.\n`,
          );
        }
        terminal.out(all.map((holiday) => `${holiday.day}  ${whoseIs(holiday)}  ${holiday.name}  (${holiday.source})\n`).join(""));
      });
    });
};

function parseYear(text: string): number {
  if (!/^(?:19|20|21)\d\d$/.test(text)) throw new InvalidArgumentError("write a year such as 2027.");
  return Number(text);
}

function whoseIs({ of }: Holiday): string {
  return of.type === "shop" ? of.shopId : of.country;
}

function toJson({ day, name, of, source }: Holiday & { readonly source: string }): object {
  return { date: day, name, ...(of.type === "shop" ? { shop: of.shopId } : { country: of.country }), source };
}
