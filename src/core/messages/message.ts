/**
 * The neutral message: what Shopbell says, before any platform decides how it looks.
 *
 * All text is plain: a renderer escapes every string it is given, so no name from a shop's data can mention anybody or
 * break a layout. Emphasis exists only as `strong` spans. Messages are plain data; composers make them, renderers read them.
 */
import type { Locale } from "../locale.ts";

export type Tone = "good" | "bad" | "neutral";

/** A run of text. `text` is ours or the data's alike: it is never markup. */
export interface Span {
  readonly text: string;
  readonly style?: "strong" | "code";
}

/** One number with a name, and what it is compared with. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  /** Such as "▲ 12.4 % vs Mon 9 Nov". */
  readonly note?: string;
  readonly tone: Tone;
}

export interface Column {
  readonly label: string;
  readonly align: "left" | "right";
}

export interface Series {
  readonly name: string;
  /** One value a category; null = no data, drawn as a gap. In display units (dollars, not cents; percent as 0..1). */
  readonly values: readonly (number | null)[];
  readonly emphasis: "main" | "comparison";
}

/** What was expected, from low to high: drawn behind a line. One pair of values a category; null = no expectation there. */
export interface Band {
  readonly name: string;
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
}

/** What a chart shows; a painter makes the picture and a text form stands in for it where pictures do not go. */
export interface ChartSpec {
  /** `waterfall`: one series; the first and last values are totals, those between are the changes from one to the other. */
  readonly kind: "line" | "bar" | "stacked-bar" | "waterfall";
  readonly title: string;
  readonly subtitle: string;
  /** Labels along the axis: days, hours, channels. */
  readonly categories: readonly string[];
  readonly series: readonly [Series, ...Series[]];
  /** Of a line chart: where the first series should have been. */
  readonly band?: Band;
  readonly format: { readonly unit: "money"; readonly currency: string } | { readonly unit: "count" | "percent" | "multiple" };
  readonly locale: Locale;
}

export type Block =
  /** The big number. At most one a message, first. */
  | { readonly type: "headline"; readonly label: string; readonly value: string; readonly period: string; readonly facts: readonly Fact[] }
  | { readonly type: "text"; readonly spans: readonly Span[] }
  | { readonly type: "facts"; readonly facts: readonly Fact[] }
  | {
      readonly type: "table";
      readonly caption: string;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly string[])[];
      /** Rows that exist beyond those given, already counted ("… 14 more"). */
      readonly more: number;
    }
  | {
      readonly type: "chart";
      readonly chart: ChartSpec /** The chart said in words, for people who do not see it. */;
      readonly alt: string;
    }
  /** A file to hand over, small and whole: an answer as CSV, a review as Markdown. */
  | {
      readonly type: "file";
      readonly name: string;
      readonly mime: "text/csv" | "text/markdown" | "application/yaml";
      readonly content: string;
    }
  /** Small print: definition, zone, freshness. */
  | { readonly type: "context"; readonly lines: readonly string[] };

/** A button. Pressing it is the same as saying `words` in the same place. */
export interface Action {
  readonly label: string;
  readonly words: string;
  readonly style: "normal" | "primary";
}

export interface Message {
  readonly kind: "answer" | "help" | "problem" | "notice";
  readonly locale: Locale;
  /** One line of plain text that stands for the whole: notification, screen reader, log. */
  readonly summary: string;
  readonly blocks: readonly Block[];
  readonly actions: readonly Action[];
  /** The machine-readable answer (contract 5), where the message has one. */
  readonly data?: Readonly<Record<string, unknown>>;
}
