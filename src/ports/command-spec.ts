/** What a chat command looks like from outside: the one list that manifests, Discord options and help are made from. */
import type { FormSpec } from "../core/forms/form.ts";
import type { Locale, Localized } from "../core/locale.ts";

export interface OptionSpec {
  /** Lower case, no spaces: "period". */
  readonly name: string;
  readonly description: Localized;
  /** The word put before the value when options become words: "by", "vs"; empty for none. */
  readonly prefix: "" | "by" | "in" | "vs" | "for" | "as" | "with" | "rate";
  readonly required: boolean;
  /** The words it can be, where they are few: what completes it. */
  readonly values?: readonly string[];
}

export interface CommandSpec {
  /** Lower case, hyphens for spaces: "sales", "refund-rate", "shopbell". */
  readonly name: string;
  readonly description: Localized;
  /** What stands behind the name, as Slack's usage hint: "[period] [by channel] [vs last year]". At most 100 characters. */
  readonly usage: string;
  /** In the order they become words. All complete while typing. */
  readonly options: readonly OptionSpec[];
  /** Whole lines offered while its option `words` is typed, likeliest first; they work as they stand. */
  readonly lines?: Readonly<Record<Locale, readonly string[]>>;
  /** Forms that say its words: modals on Slack and Discord, inline in the console; none on a terminal. */
  readonly forms?: readonly FormSpec[];
}
