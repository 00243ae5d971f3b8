/** Pictures and files of an answer that already stands: the words never wait for them. */
import { setTimeout as wait } from "node:timers/promises";
import type { Message } from "../../core/messages/message.ts";
import type { ChartPainter } from "../../ports/chart-painter.ts";
import { PlatformError } from "../../ports/chat-platform.ts";
import type { Log } from "../../ports/log.ts";
import type { SlackCall } from "./call.ts";
import { say } from "./phrases.ts";
import { type ChartBlock, type FileBlock, type RenderOptions, renderMessage } from "./render.ts";
import type { Sender, Sent } from "./send.ts";
import { uploadFile } from "./upload.ts";

/** Never rejects for what goes wrong with a file: a chart becomes text, a missing file is told in the thread. */
export type AttachFiles = (sent: Sent, message: Message) => Promise<void>;

interface Parts {
  readonly call: SlackCall;
  readonly sender: Sender;
  readonly painter: ChartPainter;
  readonly log: Log;
}

/** Slack refuses a picture with `invalid_blocks` until it has finished with the file (python-slack-sdk#1521, #1658). */
const PICTURE_PAUSES_MS = [250, 500, 1_000, 2_000, 4_000];

export function createAttachFiles(parts: Parts): AttachFiles {
  return async (sent, message) => {
    const { charts, attachments } = renderMessage(message, { tables: sent.tables, charts: "later", files: "attached" });
    if (charts.length > 0) await showCharts(parts, sent, message, await Promise.all(charts.map((chart) => uploadChart(parts, chart))));
    for (const file of attachments) await attachFile(parts, sent, message, file);
  };
}

async function showCharts({ sender, log }: Parts, sent: Sent, message: Message, fileIds: readonly (string | null)[]): Promise<void> {
  try {
    await showWhenReady(fileIds, (charts) => sender.edit(sent, message, charts));
  } catch (error) {
    log.warn({ platform: "slack", code: codeOf(error) }, "A chart could not be shown; the answer stands without it");
  }
}

/** Tries to show uploaded pictures until Slack has finished with them; where that takes too long, shows the charts as text. */
export async function showWhenReady<T>(
  fileIds: readonly (string | null)[],
  show: (charts: RenderOptions["charts"]) => Promise<T>,
): Promise<T> {
  for (const pauseMs of fileIds.some((id) => id !== null) ? PICTURE_PAUSES_MS : []) {
    try {
      return await show(fileIds);
    } catch (error) {
      if (codeOf(error) !== "invalid_blocks") throw error;
      await wait(pauseMs);
    }
  }
  return show("text");
}

export async function uploadPicture({ call, painter }: Pick<Parts, "call" | "painter">, { chart, alt }: ChartBlock): Promise<string> {
  return uploadFile(call, { name: "chart.png", bytes: await painter.paint(chart), alt });
}

/** Null where there is no picture to show: the chart is said in text instead. */
async function uploadChart(parts: Parts, chart: ChartBlock): Promise<string | null> {
  try {
    return await uploadPicture(parts, chart);
  } catch (error) {
    parts.log.warn({ platform: "slack", code: codeOf(error) }, "A chart could not be drawn or uploaded; it is shown as text");
    return null;
  }
}

async function attachFile({ call, sender, log }: Parts, sent: Sent, message: Message, file: FileBlock): Promise<void> {
  try {
    await uploadFile(call, { name: file.name, bytes: new TextEncoder().encode(file.content) }, sent);
  } catch (error) {
    log.warn({ platform: "slack", code: codeOf(error) }, "A file could not be attached");
    const words = say("fileMissing", message.locale, { file: file.name, reason: error instanceof PlatformError ? error.message : "?" });
    const notice: Message = {
      kind: "problem",
      locale: message.locale,
      summary: words,
      blocks: [{ type: "text", spans: [{ text: words }] }],
      actions: [],
    };
    await sender.post({ channel: sent.channel, threadTs: sent.rootTs }, notice, "later").catch(() => undefined);
  }
}

function codeOf(error: unknown): string {
  return error instanceof PlatformError ? error.code : "failed";
}
