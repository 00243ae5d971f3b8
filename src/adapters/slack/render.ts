/** Turns a neutral message into Block Kit. Pure; whatever the message holds, Slack's limits hold and every cut is visible. */
import type { Block, Message } from "../../core/messages/message.ts";
import { textChart } from "../../core/messages/text-chart.ts";
import { SLACK_LIMITS } from "./limits.ts";
import { say } from "./phrases.ts";
import {
  prepareFacts,
  prepareTable,
  type Resizable,
  renderActions,
  renderContext,
  renderHeadline,
  renderPicture,
  renderPreformatted,
  renderSpans,
  type SlackBlock,
} from "./render-blocks.ts";
import { cleanLine, marked } from "./text.ts";

export type ChartBlock = Extract<Block, { type: "chart" }>;
export type FileBlock = Extract<Block, { type: "file" }>;

export interface RenderOptions {
  /** "text" once Slack has refused the young table block. */
  readonly tables: "native" | "text";
  /** "later": pictures come with an edit. A list: one uploaded file's id a chart, null where there is none. */
  readonly charts: "later" | "text" | readonly (string | null)[];
  /** "inline" where no file can be attached: messages that only the asker sees. */
  readonly files: "attached" | "inline";
}

export interface RenderedSlackMessage {
  /** Top-level text: notifications and screen readers. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  /** Still to be drawn and uploaded, in the order of `RenderOptions.charts`. */
  readonly charts: readonly ChartBlock[];
  readonly attachments: readonly FileBlock[];
}

/** Room kept for the line that says something was left out. */
const NOTICE_JSON_LENGTH = 400;
/** Below this not even a short line fits, so nothing is tried. */
const SMALLEST_JSON_LENGTH = 120;
/** What a phone shows of monospaced text without wrapping. */
const TEXT_CHART_COLUMNS = 36;

export function renderMessage(message: Message, options: RenderOptions): RenderedSlackMessage {
  return {
    text: marked(cleanLine(message.summary, SLACK_LIMITS.text), SLACK_LIMITS.text),
    blocks: fitBlocks(message, options),
    charts: message.blocks.filter((block) => block.type === "chart"),
    attachments: message.blocks.filter((block) => block.type === "file"),
  };
}

function fitBlocks(message: Message, options: RenderOptions): SlackBlock[] {
  const last = message.blocks.at(-1);
  // Small print and buttons are given their room first: an answer cut short can still be asked on from there.
  const foot = [...(last?.type === "context" ? renderContext(last.lines) : []), ...renderActions(message.actions, message.locale)];
  let jsonLeft = SLACK_LIMITS.blocksJson - jsonLength(foot) - NOTICE_JSON_LENGTH;
  let blocksLeft = SLACK_LIMITS.blocks - foot.length - 1;
  let isWhole = true;
  const body: SlackBlock[] = [];
  for (const resizable of describeBlocks(message, options)) {
    const blocks = makeLargestFitting(resizable, blocksLeft, jsonLeft);
    if (blocks === null) isWhole = false;
    else {
      body.push(...blocks);
      blocksLeft -= blocks.length;
      jsonLeft -= jsonLength(blocks);
    }
  }
  return [...body, ...(isWhole ? [] : renderContext([say("shortened", message.locale)])), ...foot];
}

function makeLargestFitting({ largest, make }: Resizable, blocksLeft: number, jsonLeft: number): readonly SlackBlock[] | null {
  if (blocksLeft < 1 || jsonLeft < SMALLEST_JSON_LENGTH) return null;
  for (let size = largest; size >= 1; size = Math.floor(size * 0.8)) {
    const blocks = make(size);
    if (blocks.length <= blocksLeft && jsonLength(blocks) <= jsonLeft) return blocks;
  }
  return null;
}

function describeBlocks(message: Message, options: RenderOptions): Resizable[] {
  const { locale } = message;
  let charts = 0;
  let tables = 0;
  return message.blocks.flatMap((block, index): Resizable[] => {
    switch (block.type) {
      case "headline":
        return [{ largest: 1, make: () => renderHeadline(block) }, prepareFacts(block.facts, "value", locale)];
      case "facts":
        return [prepareFacts(block.facts, "note", locale)];
      case "text":
        return [{ largest: SLACK_LIMITS.sectionText, make: (chars) => renderSpans(block.spans, chars) }];
      case "table":
        tables += 1;
        return [prepareTable(block, tables <= SLACK_LIMITS.tables ? options.tables : "text", locale)];
      case "chart": {
        const picture = typeof options.charts === "string" ? options.charts : (options.charts[charts] ?? "text");
        charts += 1;
        if (picture === "later") return [];
        if (picture === "text") return [preformatted(`${block.chart.title}\n${textChart(block.chart, TEXT_CHART_COLUMNS)}\n${block.alt}`)];
        return [{ largest: SLACK_LIMITS.imageText, make: (chars) => renderPicture(picture, block.alt, chars) }];
      }
      case "file":
        return options.files === "attached" ? [] : [preformatted(block.content)];
      case "context":
        // The last one stands at the foot.
        return index === message.blocks.length - 1 ? [] : [{ largest: 1, make: () => renderContext(block.lines) }];
    }
    return block satisfies never;
  });
}

function preformatted(text: string): Resizable {
  return { largest: SLACK_LIMITS.sectionText, make: (chars) => renderPreformatted(text, chars) };
}

function jsonLength(blocks: readonly SlackBlock[]): number {
  return JSON.stringify(blocks).length;
}
