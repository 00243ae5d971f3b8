/** `shopbell shop add|list|set`. */

import type { Weekday } from "../core/calendar/period.ts";
import { parseTimeZone } from "../core/calendar/time-zone.ts";
import { parseCurrency } from "../core/money.ts";
import type { Shop } from "../core/shop.ts";
import { closestName } from "../intake/closest-name.ts";
import { cleanText } from "../intake/readers/clean-text.ts";
import { describeUnknownShop } from "../intake/unknown-shop.ts";
import { printJson, requireConfig, withStore } from "./context.ts";
import { InputError } from "./errors.ts";
import type { Configure } from "./index.ts";

interface ShopOptions {
  readonly timezone?: string;
  readonly currency?: string;
  readonly country?: string;
  readonly name?: string;
  readonly weekStart?: string;
  readonly json?: boolean;
}

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

export const configure: Configure = (command, terminal) => {
  command
    .command("add")
    .argument("<id>", "what people will type: lower-case letters, digits, hyphens")
    .description("add a shop")
    .requiredOption("--timezone <IANA>", "whose calendar its business days follow, such as Europe/Berlin")
    .requiredOption("--currency <ISO 4217>", "what its amounts are in, such as EUR")
    .option("--country <ISO 3166>", "for public holidays, such as DE")
    .option("--name <name>", "as people know it (default: the id)")
    .option("--week-start <day>", "first day of its weeks (default: monday)")
    .option("--json", "print the shop as JSON")
    .action(async (id: string, options: ShopOptions) => {
      if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(id)) {
        throw new InputError(
          `${JSON.stringify(id)} is no id of a shop: use lower-case letters, digits and hyphens, at most 40, such as my-shop`,
        );
      }
      const shop: Shop = {
        id,
        name: nameOf(options.name ?? id),
        zone: zoneOf(options.timezone ?? ""),
        currency: currencyOf(options.currency ?? ""),
        country: options.country === undefined ? null : countryOf(options.country),
        weekStart: options.weekStart === undefined ? 1 : weekdayOf(options.weekStart),
        simulated: false,
      };
      await withStore(requireConfig(), (store) => store.shops.add(shop));
      if (options.json) return printJson(terminal, toJson(shop));
      terminal.out(`Added ${describe(shop)}.\nNext: shopbell import orders <file> --shop ${id}\n`);
    });

  command
    .command("set")
    .argument("<id>")
    .description("change a shop; a new time zone moves its orders to other days")
    .option("--timezone <IANA>", "whose calendar its business days follow")
    .option("--currency <ISO 4217>", "only for a shop whose amounts were imported under the wrong name: nothing is converted")
    .option("--country <ISO 3166>", "for public holidays; none = none assumed")
    .option("--name <name>", "as people know it")
    .option("--week-start <day>", "first day of its weeks")
    .option("--json", "print the shop as JSON")
    .action(async (id: string, options: ShopOptions) => {
      const { timezone, currency, country, name, weekStart } = options;
      if ([timezone, currency, country, name, weekStart].every((value) => value === undefined)) {
        throw new InputError("nothing to change: give --timezone, --currency, --country, --name or --week-start");
      }
      const shop = await withStore(requireConfig(), async (store) => {
        const before = await store.shops.find(id);
        if (!before)
          throw new InputError(
            describeUnknownShop(
              id,
              (await store.shops.list()).map((known) => known.id),
            ),
          );
        const after: Shop = {
          ...before,
          ...(name !== undefined && { name: nameOf(name) }),
          ...(timezone !== undefined && { zone: zoneOf(timezone) }),
          ...(currency !== undefined && { currency: currencyOf(currency) }),
          ...(country !== undefined && { country: country.toLowerCase() === "none" ? null : countryOf(country) }),
          ...(weekStart !== undefined && { weekStart: weekdayOf(weekStart) }),
        };
        await store.shops.update(after);
        return after;
      });
      if (options.json) return printJson(terminal, toJson(shop));
      terminal.out(`Changed ${describe(shop)}.\n`);
    });

  command
    .command("list")
    .description("list the shops")
    .option("--json", "print them as JSON")
    .action(async (options: { json?: boolean }) => {
      const shops = await withStore(requireConfig(), (store) => store.shops.list());
      if (options.json) return printJson(terminal, shops.map(toJson));
      if (shops.length === 0) return terminal.out("No shop yet. Add one: shopbell shop add <id> --timezone Europe/Berlin --currency EUR\n");
      terminal.out(shops.map((shop) => `${describe(shop)}\n`).join(""));
    });
};

function nameOf(text: string): string {
  const name = cleanText(text, 80);
  if (name === "") throw new InputError("--name is empty: write what people call the shop");
  return name;
}

function zoneOf(text: string): Shop["zone"] {
  const zone = parseTimeZone(text);
  if (zone) return zone;
  const near = closestName(text, Intl.supportedValuesOf("timeZone"));
  throw new InputError(
    `--timezone ${JSON.stringify(text)} is no IANA time zone${near ? `; did you mean ${near}?` : ", such as Europe/Berlin"}`,
  );
}

function currencyOf(text: string): Shop["currency"] {
  const currency = parseCurrency(text.toUpperCase());
  if (currency) return currency;
  throw new InputError(`--currency ${JSON.stringify(text)} is no ISO 4217 code, such as EUR`);
}

function countryOf(text: string): string {
  const code = text.toUpperCase();
  if (/^[A-Z]{2}$/.test(code) && new Intl.DisplayNames("en", { type: "region", fallback: "none" }).of(code) !== undefined) return code;
  throw new InputError(`--country ${JSON.stringify(text)} is no ISO 3166 code of two letters, such as DE`);
}

function weekdayOf(text: string): Weekday {
  const index = text.length < 2 ? -1 : WEEKDAYS.findIndex((day) => day.startsWith(text.toLowerCase()));
  const weekday = ([1, 2, 3, 4, 5, 6, 7] as const)[index];
  if (weekday !== undefined) return weekday;
  throw new InputError(`--week-start ${JSON.stringify(text)} is no day of the week, such as sunday`);
}

function describe({ id, name, zone, currency, country, weekStart, simulated }: Shop): string {
  const week = weekStart === 1 ? "" : `, weeks from ${WEEKDAYS[weekStart - 1]}`;
  return `${id}${name === id ? "" : ` “${name}”`}: ${zone}, ${currency}${country ? `, ${country}` : ""}${week}${simulated ? ", simulated" : ""}`;
}

function toJson({ id, name, zone, currency, country, weekStart, simulated }: Shop): object {
  return { id, name, timezone: zone, currency, country, week_start: weekStart, simulated };
}
