/** One function a kind of block. Each keeps Slack's limits for its block and is cut visibly to the size it is given. */
import type { types } from "@slack/bolt";
import type { Locale } from "../../core/locale.ts";
import type { Action, Block, Fact, Span, Tone } from "../../core/messages/message.ts";
import { SLACK_LIMITS } from "./limits.ts";
import { sayMore } from "./phrases.ts";
import { prepareNativeTable, prepareTextTable, type TableContent } from "./render-table.ts";
import { cleanLine, cleanText, isFreeOfFormatting, literal, marked } from "./text.ts";

export type SlackBlock = types.KnownBlock;
/** Blocks whose size can be chosen: characters, rows or facts, as fits their kind. */
export interface Resizable {
  readonly largest: number;
  /** Called for smaller and smaller sizes until the message fits: what costs is done before. */
  readonly make: (size: number) => readonly SlackBlock[];
}

type Headline = Extract<Block, { type: "headline" }>;

/** An arrow does not tell whether up is good: refunds rise too. */
const TONE_MARKS: Readonly<Record<Tone, string>> = { good: "🟢 ", bad: "🔴 ", neutral: "" };
const HEADLINE_VALUE_CHARS = 60;
const FACT_PART_CHARS = 250;
const MAX_FACTS = 50;
const ACTIONS_JSON_LENGTH = 4_000;
/** A button says its words through this action id; what follows keeps the ids of one message apart. */
export const ASK_ACTION = "ask";

export function renderHeadline({ label, value, period }: Headline): SlackBlock[] {
  const number = marked(cleanLine(value, HEADLINE_VALUE_CHARS), HEADLINE_VALUE_CHARS);
  const title = `${marked(cleanLine(label, SLACK_LIMITS.header), SLACK_LIMITS.header - number.length - 2)}  ${number}`;
  return [{ type: "header", text: plain(title) }, ...renderContext([period])];
}

/** Which part of a fact tells the change, and carries its mark: under a headline the value, of figures of their own the note. */
type Changes = "value" | "note";

/** Label, value and note in two columns. */
export function prepareFacts(facts: readonly Fact[], changes: Changes, locale: Locale): Resizable {
  const fields = facts.slice(0, MAX_FACTS).map((fact) => renderFact(fact, changes));
  const sections = (count: number) =>
    Array.from({ length: Math.ceil(Math.min(count, fields.length) / SLACK_LIMITS.fields) }, (_, index): SlackBlock => {
      const from = index * SLACK_LIMITS.fields;
      return { type: "section", fields: fields.slice(from, Math.min(from + SLACK_LIMITS.fields, count)) };
    });
  return { largest: Math.max(1, fields.length), make: (count) => [...sections(count), ...renderMore(facts.length - count, locale)] };
}

function renderFact({ label, value, note, tone }: Fact, changes: Changes): types.PlainTextElement | types.MrkdwnElement {
  const mark = TONE_MARKS[tone];
  const parts = [label, ...(note === undefined ? [mark + value] : changes === "value" ? [mark + value, note] : [value, mark + note])].map(
    (part) => cleanLine(part, FACT_PART_CHARS),
  );
  const [name = "", ...rest] = parts.map((part) => marked(part, FACT_PART_CHARS));
  // Bold only where nothing in the data could be read as formatting itself.
  return parts.every(isFreeOfFormatting)
    ? { type: "mrkdwn", text: [`*${name}*`, ...rest].join("\n"), verbatim: true }
    : plain([name, ...rest].join("\n"));
}

/** Rich text shows its runs as they are, whatever they hold. */
export function renderSpans(spans: readonly Span[], chars: number): SlackBlock[] {
  const elements: types.RichTextText[] = [];
  let left = chars;
  for (const span of spans) {
    if (left <= 1) break;
    const text = literal(cleanSpan(span.text, left), left);
    if (text === "") continue;
    left -= text.length;
    elements.push({
      type: "text",
      text,
      ...(span.style === undefined ? {} : { style: span.style === "code" ? { code: true } : { bold: true } }),
    });
  }
  return elements.length === 0 ? [] : [{ type: "rich_text", elements: [{ type: "rich_text_section", elements }] }];
}

/** A caption, at most `rows` rows, and how many more there are. */
export function prepareTable(table: TableContent, form: "native" | "text", locale: Locale): Resizable {
  const caption = table.caption.trim() === "" ? [] : renderSpans([{ text: table.caption, style: "strong" }], FACT_PART_CHARS);
  if (table.columns.length === 0) return { largest: 1, make: () => caption };
  const { largest, make } = form === "native" ? prepareNativeRows(table) : prepareTextRows(table);
  return {
    largest,
    make: (rows) => [...caption, ...make(rows), ...renderMore(table.more + table.rows.length - Math.min(rows, table.rows.length), locale)],
  };
}

function prepareNativeRows(table: TableContent): Resizable {
  const make = prepareNativeTable(table);
  return { largest: countRows(table), make: (rows) => [make(rows)] };
}

/** Rows are left out whole, so that they can be counted. */
function prepareTextRows(table: TableContent): Resizable {
  const make = prepareTextTable(table);
  let largest = countRows(table);
  while (largest > 1 && make(largest).length > SLACK_LIMITS.sectionText) largest -= 1;
  return { largest, make: (rows) => renderPreformatted(make(rows), SLACK_LIMITS.sectionText) };
}

function countRows(table: TableContent): number {
  return Math.max(1, Math.min(table.rows.length, SLACK_LIMITS.tableRows - 1));
}

export function renderPreformatted(text: string, chars: number): SlackBlock[] {
  const content = literal(cleanText(text, chars) || "–", chars);
  return [{ type: "rich_text", elements: [{ type: "rich_text_preformatted", elements: [{ type: "text", text: content }] }] }];
}

export function renderPicture(fileId: string, alt: string, chars: number): SlackBlock[] {
  return [{ type: "image", slack_file: { id: fileId }, alt_text: marked(cleanLine(alt, chars), chars) }];
}

export function renderContext(lines: readonly string[]): SlackBlock[] {
  const text = lines
    .map((line) => cleanText(line, SLACK_LIMITS.contextText))
    .filter(Boolean)
    .join("\n");
  return text === "" ? [] : [{ type: "context", elements: [plain(marked(text, SLACK_LIMITS.contextText))] }];
}

/** Words too long for a button cannot be cut, they would mean something else: such a button counts as one more left out. */
export function renderActions(actions: readonly Action[], locale: Locale): SlackBlock[] {
  const elements: types.Button[] = [];
  let json = 0;
  for (const [index, action] of actions.entries()) {
    const button = renderButton(action, index);
    json += JSON.stringify(button).length;
    if (elements.length === SLACK_LIMITS.actions || json > ACTIONS_JSON_LENGTH) break;
    if (action.words !== "" && action.words.length <= SLACK_LIMITS.buttonValue) elements.push(button);
  }
  const row: SlackBlock[] = elements.length === 0 ? [] : [{ type: "actions", elements }];
  return [...row, ...renderMore(actions.length - elements.length, locale)];
}

function renderButton({ label, words, style }: Action, index: number): types.Button {
  const text = plain(marked(cleanLine(label, SLACK_LIMITS.buttonText), SLACK_LIMITS.buttonText));
  return { type: "button", action_id: `${ASK_ACTION}:${index}`, text, value: words, ...(style === "primary" ? { style } : {}) };
}

function renderMore(count: number, locale: Locale): SlackBlock[] {
  return count > 0 ? renderContext([sayMore(count, locale)]) : [];
}

/** As `cleanText`, but blanks at the ends stay: spans follow one another. */
function cleanSpan(text: string, limit: number): string {
  const [start = "", end = ""] = [/^\s/.test(text), /\s$/.test(text)].map((isBlank) => (isBlank ? " " : ""));
  const body = cleanText(text, limit);
  return body === "" ? start : `${start}${body}${end}`;
}

function plain(text: string): types.PlainTextElement {
  return { type: "plain_text", text, emoji: false };
}
