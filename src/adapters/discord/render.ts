/**
 * A neutral message as Discord shows it: one line of content (what notifications, reply previews and clients without
 * embeds show), then embeds. README.md says why embeds and not Components V2. Pure; never throws; never empty.
 */

import type { APIActionRowComponent, APIButtonComponentWithCustomId, APIEmbed } from "discord.js";
import type { Locale } from "../../core/locale.ts";
import type { Block, Fact, Message, Span, Tone } from "../../core/messages/message.ts";
import { cutEncoded } from "../../core/messages/plain-text.ts";
import { textChart } from "../../core/messages/text-chart.ts";
import { renderButtons } from "./buttons.ts";
import { EmbedStack, NO_NAME } from "./embed-stack.ts";
import { cleanLine, cleanText, encodeCodeBlock, encodeMarkdown, encodePlain } from "./escape.ts";
import { FileTray, type RenderedFile } from "./file-tray.ts";
import { LIMITS, TABLE_COLUMNS } from "./limits.ts";
import { drawList, isProse } from "./list.ts";
import { sayReference } from "./reference.ts";
import { drawSpans } from "./spans.ts";
import { drawTable } from "./table.ts";

export interface RenderOptions {
  /** PNGs, one a chart block in order; null or missing where there is none: the chart is then drawn in text. */
  readonly pictures: readonly (Uint8Array | null)[];
  /** Shown at the end of the small print, so that the message can be found again by it; with it there is always an embed. */
  readonly reference?: string | null;
}

export interface RenderedDiscordMessage {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIActionRowComponent<APIButtonComponentWithCustomId>[];
  readonly files: readonly RenderedFile[];
  /** Long words of buttons by token: to be kept in the store before the message is sent. */
  readonly keptWords: ReadonlyMap<string, string>;
}

/** Never the only sign: the facts say the same in words and arrows. */
const COLORS: Readonly<Record<Tone | "problem", number>> = { good: 0x2e9e6b, bad: 0xd9534f, neutral: 0x5b7fde, problem: 0xe0a030 };
const FOOTER_CHARS = 1_500;
const FACT_CHARS = 256;

const TEXTS = {
  moreRows: { en: (n: number) => `… ${n} more`, zh: (n: number) => `… 还有 ${n} 行` },
  leftOut: {
    en: (n: number) => `… ${n} more ${n === 1 ? "part does" : "parts do"} not fit into a Discord message`,
    zh: (n: number) => `… 另有 ${n} 部分超出 Discord 消息的长度`,
  },
} as const satisfies Record<string, Readonly<Record<Locale, (n: number) => string>>>;

export function renderMessage(message: Message, options: RenderOptions): RenderedDiscordMessage {
  const content = cutEncoded(cleanLine(message.summary), LIMITS.contentChars, encodeMarkdown);
  const stack = new EmbedStack(colorOf(message), FOOTER_CHARS);
  const tray = new FileTray();
  const pictures = options.pictures.values();

  let leftOut = 0;
  for (const block of withoutRepeatedSummary(message)) {
    const fits =
      block.type === "chart" ? addChart(stack, tray, block, pictures.next().value ?? null) : addBlock(stack, tray, block, message.locale);
    if (!fits) leftOut += 1;
  }
  const contextLines = message.blocks.flatMap((block) => (block.type === "context" ? block.lines : []));
  const smallPrint = leftOut === 0 ? contextLines : [TEXTS.leftOut[message.locale](leftOut), ...contextLines];
  addSmallPrint(stack, smallPrint, options.reference == null ? "" : sayReference(options.reference, message.locale));

  const embeds = stack.embeds();
  const buttons = renderButtons(message.actions);
  return {
    content: content === "" && embeds.length === 0 ? "…" : content,
    embeds,
    components: buttons.rows,
    files: tray.files,
    keptWords: buttons.kept,
  };
}

function colorOf(message: Message): number {
  if (message.kind === "problem") return COLORS.problem;
  const headline = message.blocks.find((block) => block.type === "headline");
  return COLORS[headline?.facts.find((fact) => fact.tone !== "neutral")?.tone ?? "neutral"];
}

/** Short messages often say in their first text what the summary says, and the content line has said that already. */
function withoutRepeatedSummary(message: Message): readonly Block[] {
  const [first, ...rest] = message.blocks;
  if (first?.type !== "text") return message.blocks;
  const said = cleanLine(first.spans.map((span) => span.text).join(""));
  return said === cleanLine(message.summary) ? rest : message.blocks;
}

/** False where the block, or a part of it, did not fit. */
function addBlock(stack: EmbedStack, tray: FileTray, block: Exclude<Block, { type: "chart" }>, locale: Locale): boolean {
  switch (block.type) {
    case "headline":
      return addHeadline(stack, block);
    case "text":
      return addSpans(stack, block.spans);
    case "facts":
      return addFacts(stack, block.facts);
    case "table": {
      const caption = cutEncoded(cleanLine(block.caption), LIMITS.fieldNameChars, encodeMarkdown);
      const draw = isProse(block) ? drawList : drawTable;
      return stack.addBody({ caption, draw: (limit) => draw(block, limit, TEXTS.moreRows[locale]) });
    }
    case "file":
      return tray.add(block.name, new TextEncoder().encode(block.content), "") !== null;
    case "context":
      return true;
  }
}

function addHeadline(stack: EmbedStack, block: Extract<Block, { type: "headline" }>): boolean {
  const heading = [block.label, block.period].map(cleanLine).filter((part) => part !== "");
  const title = cutEncoded(heading.join(" · "), LIMITS.embedTitleChars, encodeMarkdown);
  const value = cutEncoded(cleanLine(block.value), FACT_CHARS, encodeMarkdown);
  const titled = title === "" || stack.addTitle(title);
  // A markdown heading makes the number the biggest thing on the screen.
  const valued = value === "" || stack.addBody({ caption: "", draw: (limit) => (value.length + 2 <= limit ? `# ${value}` : null) });
  return addFacts(stack, block.facts) && titled && valued;
}

function addFacts(stack: EmbedStack, facts: readonly Fact[]): boolean {
  let allFit = true;
  for (const fact of facts) {
    const name = cutEncoded(cleanLine(fact.label), LIMITS.fieldNameChars, encodeMarkdown) || NO_NAME;
    const value = cutEncoded(cleanLine(fact.value), FACT_CHARS, encodeMarkdown);
    const note = cutEncoded(cleanLine(fact.note ?? ""), FACT_CHARS, encodeMarkdown);
    const lines = [value === "" ? "—" : `**${value}**`, ...(note === "" ? [] : [note])];
    if (!stack.addField({ name, value: lines.join("\n"), inline: true })) allFit = false;
  }
  return allFit;
}

function addSpans(stack: EmbedStack, spans: readonly Span[]): boolean {
  return spans.every((span) => span.text.trim() === "") || stack.addBody({ caption: "", draw: (limit) => drawSpans(spans, limit) });
}

function addChart(stack: EmbedStack, tray: FileTray, block: Extract<Block, { type: "chart" }>, picture: Uint8Array | null): boolean {
  const name = picture === null ? null : tray.add("chart.png", picture, block.alt);
  if (name !== null) return stack.addImage(`attachment://${name}`);
  const bars = cleanText(textChart(block.chart, TABLE_COLUMNS.phone));
  const fence = (text: string) => `\`\`\`\n${encodeCodeBlock(text)}\n\`\`\``;
  return stack.addBody({ caption: "", draw: (limit) => cutEncoded(bars, limit, fence) || null });
}

/**
 * Definition, zone, freshness: an embed's footer, or Discord's small print where there is no embed. The reference comes last, is
 * never cut, and begins an embed where there is none.
 */
function addSmallPrint(stack: EmbedStack, lines: readonly string[], reference: string): void {
  const clean = lines.map(cleanLine).filter((line) => line !== "");
  if (clean.length === 0 && reference === "") return;
  const footer = [cutEncoded(clean.join("\n"), FOOTER_CHARS - reference.length - 1, encodePlain), reference];
  if (reference !== "") stack.beginFirst();
  if (stack.setFooter(footer.filter((part) => part !== "").join("\n"))) return;
  const subtext = (text: string) => encodeMarkdown(text).replace(/^/gm, "-# ");
  stack.addBody({ caption: "", draw: (limit) => cutEncoded(clean.join("\n"), limit, subtext) });
}
