/**
 * Turns a neutral message into what the page draws: the same blocks within the console's limits, every cut counted or marked.
 * Pure. Text stays plain text: the page writes it with `textContent`, so nothing has to be escaped here.
 */
import type { Block, ChartSpec, Fact, Message, Span } from "../../core/messages/message.ts";
import { cutText as cutPlainText } from "../../core/messages/plain-text.ts";
import { textChart } from "../../core/messages/text-chart.ts";
import { CONSOLE_LIMITS } from "./limits.ts";

type ViewBlock =
  | Extract<Block, { type: "headline" | "text" | "facts" | "table" | "context" }>
  | {
      readonly type: "chart";
      /** Which of the message's charts: part of the picture's address. */
      readonly index: number;
      readonly title: string;
      readonly subtitle: string;
      readonly alt: string;
      /** The chart in letters, for those who do not see pictures and for when the picture is gone. */
      readonly text: string;
    }
  /** `index` as with charts; the content is fetched. */
  | {
      readonly type: "file";
      readonly index: number;
      readonly name: string /** Of a table; null of other files. */;
      readonly rows: number | null;
    };

export interface ConsoleView {
  readonly kind: Message["kind"];
  readonly locale: Message["locale"];
  readonly summary: string;
  readonly blocks: readonly ViewBlock[];
  readonly actions: Message["actions"];
}

export function renderMessage(message: Message): ConsoleView {
  return {
    kind: message.kind,
    locale: message.locale,
    summary: cutText(message.summary),
    blocks: renderBlocks(message.blocks),
    actions: message.actions
      .slice(0, CONSOLE_LIMITS.actions)
      .map((action) => ({ ...action, label: cutText(action.label, CONSOLE_LIMITS.cell) })),
  };
}

/** The charts of a message in the order of `index`. */
export function chartsOf(message: Message): readonly ChartSpec[] {
  return message.blocks.flatMap((block) => (block.type === "chart" ? [block.chart] : []));
}

/** The files of a message in the order of `index`. */
export function filesOf(message: Message): readonly Extract<Block, { type: "file" }>[] {
  return message.blocks.filter((block) => block.type === "file");
}

function renderBlocks(blocks: readonly Block[]): ViewBlock[] {
  let charts = 0;
  let files = 0;
  return blocks.map((block): ViewBlock => {
    switch (block.type) {
      case "headline":
        return { ...block, label: cutText(block.label), period: cutText(block.period), facts: renderFacts(block.facts) };
      case "text":
        return { ...block, spans: renderSpans(block.spans) };
      case "facts":
        return { ...block, facts: renderFacts(block.facts) };
      case "table":
        return renderTable(block);
      case "chart":
        return renderChart(block, charts++);
      case "file":
        return {
          ...{ type: "file", index: files++, name: cutText(block.name, CONSOLE_LIMITS.cell) },
          rows: block.mime === "text/csv" ? countRows(block.content) : null,
        };
      case "context":
        return { ...block, lines: block.lines.slice(0, CONSOLE_LIMITS.contextLines).map((line) => cutText(line)) };
    }
    return block satisfies never;
  });
}

function renderFacts(facts: readonly Fact[]): Fact[] {
  return facts.slice(0, CONSOLE_LIMITS.facts).map((fact) => ({
    ...fact,
    label: cutText(fact.label, CONSOLE_LIMITS.cell),
    value: cutText(fact.value, CONSOLE_LIMITS.cell),
    ...(fact.note === undefined ? {} : { note: cutText(fact.note, CONSOLE_LIMITS.cell) }),
  }));
}

/** Cuts the text as a whole, not each span: a thousand short spans are as long as one long one. */
function renderSpans(spans: readonly Span[]): Span[] {
  let room: number = CONSOLE_LIMITS.text;
  const kept: Span[] = [];
  for (const span of spans) {
    if (room <= 0) break;
    kept.push({ ...span, text: cutText(span.text, room) });
    room -= span.text.length;
  }
  return kept;
}

function renderTable(table: Extract<Block, { type: "table" }>): ViewBlock {
  const cells = (row: readonly string[]) => row.slice(0, CONSOLE_LIMITS.tableColumns).map((cell) => cutText(cell, CONSOLE_LIMITS.cell));
  const rows = table.rows.slice(0, CONSOLE_LIMITS.tableRows).map(cells);
  return {
    ...table,
    caption: cutText(table.caption),
    columns: table.columns
      .slice(0, CONSOLE_LIMITS.tableColumns)
      .map((column) => ({ ...column, label: cutText(column.label, CONSOLE_LIMITS.cell) })),
    rows,
    more: table.more + table.rows.length - rows.length,
  };
}

function renderChart({ chart, alt }: Extract<Block, { type: "chart" }>, index: number): ViewBlock {
  const text = textChart(chart, CONSOLE_LIMITS.chartTextColumns);
  return { type: "chart", index, title: cutText(chart.title), subtitle: cutText(chart.subtitle), alt: cutText(alt), text };
}

/** Lines of a CSV without its header; a line break within quotes is none. */
function countRows(csv: string): number {
  const breaks = csv
    .trimEnd()
    .replace(/"[^"]*"/g, "")
    .match(/\n/g);
  return breaks?.length ?? 0;
}

function cutText(text: string, limit: number = CONSOLE_LIMITS.text): string {
  return cutPlainText(text, limit);
}
