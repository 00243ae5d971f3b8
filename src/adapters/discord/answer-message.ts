/** Answers mentions, direct messages and replies with a reply. These know no private answers: everybody there sees it. */
import type { Locale } from "../../core/locale.ts";
import { type AnswerTools, sendReadably } from "./answer-interaction.ts";
import { isMissingPermission, toPlatformError } from "./errors.ts";
import type { Heard } from "./parse.ts";
import type { Prepared } from "./prepare.ts";
import type { RenderedDiscordMessage } from "./render.ts";
import { within } from "./within.ts";

const CANNOT_WRITE: Readonly<Record<Locale, (channelId: string) => string>> = {
  en: (channelId) =>
    `I could not answer you in <#${channelId}>. Ask somebody who manages the server to give my role View Channel, Send Messages, ` +
    "Send Messages in Threads, Embed Links, Attach Files and Read Message History there. Or ask me here: sales yesterday",
  zh: (channelId) =>
    `我无法在 <#${channelId}> 回答。请让服务器管理员在该频道给我的身份组开启：查看频道、发送消息、在子区内发送消息、` +
    "嵌入链接、添加文件、阅读消息历史。也可以直接在这里问我：昨天销售额",
};

/** Resolves to the id of the posted message; null where there was nothing to say, or no way to say it. */
export async function answerMessage(
  messageId: string,
  heard: Heard,
  answer: Promise<Prepared | null>,
  locale: Locale,
  tools: AnswerTools,
): Promise<string | null> {
  const { poster, log } = tools;
  const soon = await within(answer, tools.deferAfterMs);
  // What is only overheard may turn out to be none of our business.
  if (!soon.done && heard.request.addressed)
    poster.showTyping(heard.channelId).catch((error: unknown) => log.debug({ code: toPlatformError(error).code }, "Typing was not shown"));
  const prepared = soon.done ? soon.value : await answer;
  if (prepared === null) return null;
  const options = { postKey: prepared.replyId, replyTo: messageId };
  try {
    return await sendReadably(prepared.rendered, log, (message) => poster.post(heard.channelId, message, options));
  } catch (error) {
    if (!isMissingPermission(error)) throw error;
    log.warn({ channel: heard.channelId, code: "missing-permission" }, toPlatformError(error).message);
    const note = { ...NOTHING, content: CANNOT_WRITE[locale](heard.channelId) };
    await poster.postPrivately(heard.request.user.id, note, { postKey: `cannot-write ${prepared.replyId}` });
    return null;
  }
}

const NOTHING: RenderedDiscordMessage = { content: "", embeds: [], components: [], files: [], keptWords: new Map() };
