/** A neutral message as text for a terminal or a pipe: what `shopbell ask` prints. Pure. */

import type { Locale } from "../../core/locale.ts";
import { displayWidth, padEndToWidth, padStartToWidth } from "../../core/messages/display-width.ts";
import type { Block, Fact, Message, Tone } from "../../core/messages/message.ts";
import { textChart } from "../../core/messages/text-chart.ts";
import { layOutTable } from "./terminal-table.ts";
import { cleanLine, cleanLines, cleanRow, fitColumns, wrapLine } from "./terminal-text.ts";

export interface TerminalOptions {
  /** Columns of the terminal; 80 where there is none. */
  readonly width: number;
  /** False on a pipe, and where NO_COLOR is set. */
  readonly colour: boolean;
}

type Style = "strong" | "dim" | "good" | "bad";
type Paint = (style: Style, text: string) => string;

/** Select Graphic Rendition (ECMA-48), foreground colours that follow the terminal's own theme. */
const CODES: Readonly<Record<Style, string>> = { strong: "1", dim: "2", good: "32", bad: "31" };
/** Beside the colour, never instead of it: an arrow does not tell whether up is good. */
const SIGNS: Readonly<Record<Tone, string>> = { good: "✓ ", bad: "! ", neutral: "" };

const TEXTS = {
  more: { en: "… {count} more", zh: "… 还有 {count} 行" },
  next: { en: "Ask next:", zh: "接着可以问：" },
} as const satisfies Record<string, Readonly<Record<Locale, string>>>;

const NARROWEST = 20;

/** Lines end with "\n", the last one too. No line is wider than `width` (at least 20), except those of a file. */
export function renderTerminal(message: Message, options: TerminalOptions): string {
  const width = Math.max(NARROWEST, options.width);
  const paint: Paint = options.colour ? (style, text) => (text === "" ? "" : `\u001b[${CODES[style]}m${text}\u001b[0m`) : (_, text) => text;
  const parts = message.blocks.map((block) => drawBlock(block, message.locale, width, paint));
  const actions = drawActions(message, width, paint);
  const written = [...parts, actions].filter((lines) => lines.length > 0);
  const shown = written.length > 0 ? written : [wrapLine(cleanLine(message.summary), width)];
  return `${shown.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function drawBlock(block: Block, locale: Locale, width: number, paint: Paint): readonly string[] {
  switch (block.type) {
    case "headline":
      return [
        ...wrapLine(cleanLine(`${block.label} · ${block.period}`), width).map((line) => paint("dim", line)),
        ...wrapLine(cleanLine(block.value), width).map((line) => paint("strong", line)),
        ...drawFacts(block.facts, "value", width, paint),
      ];
    case "facts":
      return drawFacts(block.facts, "note", width, paint);
    case "text":
      return cleanLines(block.spans.map((span) => span.text).join("")).flatMap((line) => wrapLine(line, width));
    case "table":
      return drawTable(block, locale, width, paint);
    case "chart":
      return drawChart(block.chart, width, paint);
    case "file":
      return [paint("dim", fitColumns(cleanLine(block.name), width)), ...block.content.trimEnd().split(/\r?\n/).map(cleanRow)];
    case "context":
      return block.lines.flatMap((line) => wrapLine(cleanLine(line), width)).map((line) => paint("dim", line));
  }
  return block satisfies never;
}

/**
 * Label, value and note in columns; the note goes below where the line would be too long. `toned` is the part that tells the
 * change: the value of a comparison, the note of a figure.
 */
function drawFacts(facts: readonly Fact[], toned: "value" | "note", width: number, paint: Paint): readonly string[] {
  const signed = facts.map(({ label, value, note = "", tone }) => ({
    label: cleanLine(label),
    value: cleanLine(toned === "value" ? SIGNS[tone] + value : value),
    note: cleanLine(toned === "note" && note !== "" ? SIGNS[tone] + note : note),
    style: tone === "neutral" ? null : tone,
  }));
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(displayWidth));
  const valueWidth = Math.min(widest(signed.map(({ value }) => value)), Math.floor(width / 2));
  const labelWidth = Math.min(widest(signed.map(({ label }) => label)), width - valueWidth - 2);

  // Numbers are read from the right; changes, some of which are words, from the left.
  const pad = toned === "value" ? padEndToWidth : padStartToWidth;

  return signed.flatMap(({ label, value, note, style }) => {
    const valueStyle = toned === "value" ? style : null;
    const noteStyle = toned === "note" ? style : null;
    const cells = [padEndToWidth(fitColumns(label, labelWidth), labelWidth), pad(fitColumns(value, valueWidth), valueWidth)];
    const row = [cells[0], valueStyle === null ? cells[1] : paint(valueStyle, cells[1] ?? "")].join("  ");
    if (note === "") return [row.trimEnd()];
    const isBeside = labelWidth + valueWidth + 4 + displayWidth(note) <= width;
    if (isBeside) return [`${row}  ${paint(noteStyle ?? "dim", fitColumns(note, width))}`];
    return [row.trimEnd(), ...wrapLine(note, width - 2).map((line) => `  ${paint(noteStyle ?? "dim", line)}`)];
  });
}

function drawTable(table: Extract<Block, { type: "table" }>, locale: Locale, width: number, paint: Paint): readonly string[] {
  const caption = cleanLine(table.caption);
  const { header, rule, rows } = layOutTable(table.columns, table.rows, width);
  return [
    ...(caption === "" ? [] : wrapLine(caption, width).map((line) => paint("strong", line))),
    paint("dim", header),
    paint("dim", rule),
    ...rows,
    ...(table.more > 0 ? [paint("dim", TEXTS.more[locale].replace("{count}", String(table.more)))] : []),
  ];
}

/** The chart in letters begins with its title. */
function drawChart(chart: Extract<Block, { type: "chart" }>["chart"], width: number, paint: Paint): readonly string[] {
  const [title = "", ...drawing] = textChart(chart, width)
    .split("\n")
    .map((line) => fitColumns(cleanRow(line).trimEnd(), width));
  return [paint("strong", title), ...wrapLine(cleanLine(chart.subtitle), width).map((line) => paint("dim", line)), ...drawing];
}

/** What the buttons would say, as words to type; a problem has said already what they are ("Did you mean:"). */
function drawActions({ kind, actions, locale }: Message, width: number, paint: Paint): readonly string[] {
  if (actions.length === 0) return [];
  const heading = kind === "problem" ? [] : [TEXTS.next[locale]];
  return [...heading, ...actions.map(({ words }) => `  ${fitColumns(cleanLine(words), width - 2)}`)].map((line) => paint("dim", line));
}
