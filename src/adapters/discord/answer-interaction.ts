/**
 * Answers slash commands and buttons. Discord wants a first response within 3 s and fixes with it who sees the answer,
 * which is known only with the answer. So: an answer that is ready soon is the first response itself, seen by whom it is
 * for; a slow one is deferred in public and then edited in, or, where only the asker should see it, replaced by a private
 * follow-up. Where the interaction is gone (too late, lost) the answer goes to the channel.
 */
import type { Log } from "../../ports/log.ts";
import { isExpiredInteraction, isRefusedForm, toPlatformError } from "./errors.ts";
import type { Heard } from "./parse.ts";
import type { InteractionKey, Poster } from "./poster.ts";
import type { Prepared } from "./prepare.ts";
import type { RenderedDiscordMessage } from "./render.ts";
import { within } from "./within.ts";

export interface AnswerTools {
  readonly poster: Poster;
  readonly log: Log;
  /** After this time without an answer Discord is told to wait. Well below its 3 s: the request has a way to go. */
  readonly deferAfterMs: number;
}

/** Resolves to the id of the posted message; null where there was nothing to say. */
export async function answerInteraction(
  key: InteractionKey,
  heard: Heard,
  answer: Promise<Prepared | null>,
  tools: AnswerTools,
): Promise<string | null> {
  const { poster, log } = tools;
  const soon = await within(answer, tools.deferAfterMs);
  if (soon.done && soon.value !== null) {
    const { rendered, onlyForAsker: ephemeral } = soon.value;
    return orInChannel(soon.value, heard, tools, () =>
      sendReadably(rendered, log, (message) => poster.respond(key, message, { ephemeral })),
    );
  }

  const deferral = await poster.defer(key).then(
    () => ({ done: true as const }),
    (error: unknown) => ({ done: false as const, error }),
  );
  const prepared = await answer;
  if (prepared === null) {
    if (deferral.done) await poster.deleteOriginal(key);
    return null;
  }
  const { rendered, onlyForAsker } = prepared;
  if (!deferral.done) return postInChannel(deferral.error, prepared, heard, tools);
  return orInChannel(prepared, heard, tools, async () => {
    if (!onlyForAsker) return sendReadably(rendered, log, (message) => poster.editOriginal(key, message));
    await poster.deleteOriginal(key);
    return sendReadably(rendered, log, (message) => poster.followUpPrivately(key, message));
  });
}

async function orInChannel(prepared: Prepared, heard: Heard, tools: AnswerTools, send: () => Promise<string>): Promise<string> {
  try {
    return await send();
  } catch (error) {
    if (!isExpiredInteraction(error)) throw error;
    return postInChannel(error, prepared, heard, tools);
  }
}

function postInChannel(reason: unknown, prepared: Prepared, heard: Heard, { poster, log }: AnswerTools): Promise<string> {
  const { code } = toPlatformError(reason);
  log.warn({ code, replyId: prepared.replyId }, "An interaction could not be answered any more; posting its answer in the channel");
  const options = { postKey: prepared.replyId, replyTo: null };
  return sendReadably(prepared.rendered, log, (message) => poster.post(heard.channelId, message, options));
}

/** Where Discord refuses the form of a message, its one line of text still goes out: silence would be worse. */
export async function sendReadably(
  rendered: RenderedDiscordMessage,
  log: Log,
  send: (message: RenderedDiscordMessage) => Promise<string>,
): Promise<string> {
  try {
    return await send(rendered);
  } catch (error) {
    if (!isRefusedForm(error)) throw error;
    log.error({ code: toPlatformError(error).code }, "Discord refused an answer's form; sending its summary alone");
    return send({ ...rendered, content: rendered.content || "…", embeds: [], components: [], files: [] });
  }
}
