/** From a request to a message that is ready to send: asks the handler, draws the charts, keeps the long words. */
import type { Message } from "../../core/messages/message.ts";
import type { ChartPainter } from "../../ports/chart-painter.ts";
import type { ChatHandlers, ChatRequest } from "../../ports/chat-platform.ts";
import type { Log } from "../../ports/log.ts";
import type { WordsStore } from "../../ports/stores.ts";
import { describeFault } from "./errors.ts";
import { type RenderedDiscordMessage, renderMessage } from "./render.ts";

export interface Prepared {
  readonly replyId: string;
  readonly onlyForAsker: boolean;
  readonly rendered: RenderedDiscordMessage;
}

export interface MessageTools {
  readonly painter: ChartPainter;
  readonly words: WordsStore;
  readonly log: Log;
}

export interface PrepareTools extends MessageTools {
  readonly handlers: Pick<ChatHandlers, "answer">;
}

/** Most people read Discord dark; wide enough to be sharp on a desktop, flat enough to leave the text on a phone's screen. */
const PICTURE = { theme: "dark", widthPx: 640, heightPx: 360 } as const;

/** Null where the handler has nothing to say. Never rejects for a chart or a button: those are left out. */
export async function prepareAnswer(request: ChatRequest, tools: PrepareTools): Promise<Prepared | null> {
  const reply = await tools.handlers.answer(request);
  if (reply === null) return null;
  return { replyId: reply.id, onlyForAsker: reply.onlyForAsker, rendered: await prepareMessage(reply.message, null, tools) };
}

/** `reference` as in `RenderOptions`. Never rejects, as above. */
export async function prepareMessage(message: Message, reference: string | null, tools: MessageTools): Promise<RenderedDiscordMessage> {
  const rendered = renderMessage(message, { pictures: await paintCharts(message, tools), reference });
  return (await keepWords(rendered.keptWords, tools)) ? rendered : { ...rendered, components: [] };
}

function paintCharts(message: Message, { painter, log }: MessageTools): Promise<(Uint8Array | null)[]> {
  const charts = message.blocks.filter((block) => block.type === "chart");
  return Promise.all(
    charts.map(({ chart }) =>
      painter.paint(chart, PICTURE).catch((error: unknown) => {
        log.error({ fault: describeFault(error) }, "A chart could not be painted; the answer draws it in text");
        return null;
      }),
    ),
  );
}

/** False where the store failed: a button without its words would answer nothing. */
async function keepWords(kept: ReadonlyMap<string, string>, { words, log }: MessageTools): Promise<boolean> {
  try {
    for (const [token, text] of kept) await words.keep(token, text);
    return true;
  } catch (error) {
    log.error({ fault: describeFault(error) }, "The words of buttons could not be kept; the answer goes out without buttons");
    return false;
  }
}
