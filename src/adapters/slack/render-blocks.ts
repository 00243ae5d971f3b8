/** One function a kind of block. Each keeps Slack's limits for its block and is cut visibly to the size it is given. */
import type { types } from "@slack/bolt";
import type { Locale } from "../../core/locale.ts";
import type { Action, Block, Fact, Span, Tone } from "../../core/messages/message.ts";
import { SLACK_LIMITS } from "./limits.ts";
import { sayMore } from "./phrases.ts";
import { renderNativeTable, renderTextTable, type TableContent } from "./render-table.ts";
import { cleanLine, cleanText, isFreeOfFormatting, literal, marked } from "./text.ts";

type SlackBlock = types.KnownBlock;
type Headline = Extract<Block, { type: "headline" }>;

/** An arrow does not tell whether up is good: refunds rise too. */
const TONE_MARKS: Readonly<Record<Tone, string>> = { good: "🟢 ", bad: "🔴 ", neutral: "" };
const FACT_PART_CHARS = 250;
const MAX_FACTS = 50;
const ACTIONS_JSON_LENGTH = 4_000;
/** A button says its words through this action id; what follows keeps the ids of one message apart. */
export const ASK_ACTION = "ask";

export function renderHeadline({ label, value, period }: Headline): SlackBlock[] {
  const name = cleanLine(label);
  const number = marked(cleanLine(value), 60);
  const title = `${marked(name, SLACK_LIMITS.header - number.length - 2)}  ${number}`;
  return [{ type: "header", text: plain(title) }, ...renderContext([period])];
}

/** Label, value and note in two columns. `count` = how many facts to show. */
export function renderFacts(facts: readonly Fact[], count: number, locale: Locale): SlackBlock[] {
  const shown = facts.slice(0, Math.min(count, MAX_FACTS));
  const blocks: SlackBlock[] = [];
  for (let from = 0; from < shown.length; from += SLACK_LIMITS.fields) {
    blocks.push({ type: "section", fields: shown.slice(from, from + SLACK_LIMITS.fields).map(renderFact) });
  }
  return [...blocks, ...renderMore(facts.length - shown.length, locale)];
}

function renderFact({ label, value, note, tone }: Fact): types.PlainTextElement | types.MrkdwnElement {
  const parts = [label, value, ...(note === undefined ? [] : [TONE_MARKS[tone] + note])].map(cleanLine);
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
    const text = literal(cleanSpan(span.text), left);
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
export function renderTable(table: TableContent, form: "native" | "text", rows: number, locale: Locale): SlackBlock[] {
  const caption = table.caption.trim() === "" ? [] : renderSpans([{ text: table.caption, style: "strong" }], FACT_PART_CHARS);
  if (table.columns.length === 0) return caption;
  const shown = form === "native" ? Math.min(rows, table.rows.length) : countTextRows(table, rows);
  const body: SlackBlock[] =
    form === "native" ? [renderNativeTable(table, shown)] : renderPreformatted(renderTextTable(table, shown), SLACK_LIMITS.sectionText);
  return [...caption, ...body, ...renderMore(table.more + table.rows.length - shown, locale)];
}

/** How many rows fit whole into one run of text, so that what is left out can be counted. */
function countTextRows(table: TableContent, rows: number): number {
  let count = Math.min(rows, table.rows.length);
  while (count > 1 && renderTextTable(table, count).length > SLACK_LIMITS.sectionText) count = Math.floor(count * 0.9);
  return count;
}

export function renderPreformatted(text: string, chars: number): SlackBlock[] {
  const content = literal(cleanText(text) || "–", chars);
  return [{ type: "rich_text", elements: [{ type: "rich_text_preformatted", elements: [{ type: "text", text: content }] }] }];
}

export function renderPicture(fileId: string, alt: string, chars: number): SlackBlock[] {
  return [{ type: "image", slack_file: { id: fileId }, alt_text: marked(cleanLine(alt), chars) }];
}

export function renderContext(lines: readonly string[]): SlackBlock[] {
  const text = lines.map(cleanText).filter(Boolean).join("\n");
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
  const text = plain(marked(cleanLine(label), SLACK_LIMITS.buttonText));
  return { type: "button", action_id: `${ASK_ACTION}:${index}`, text, value: words, ...(style === "primary" ? { style } : {}) };
}

function renderMore(count: number, locale: Locale): SlackBlock[] {
  return count > 0 ? renderContext([sayMore(count, locale)]) : [];
}

/** As `cleanText`, but blanks at the ends stay: spans follow one another. */
function cleanSpan(text: string): string {
  const [start = "", end = ""] = [/^\s*/.exec(text)?.[0], /\s*$/.exec(text)?.[0]].map((blanks = "") => (blanks === "" ? "" : " "));
  const body = cleanText(text);
  return body === "" ? start : `${start}${body}${end}`;
}

function plain(text: string): types.PlainTextElement {
  return { type: "plain_text", text, emoji: false };
}
