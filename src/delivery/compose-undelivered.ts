/** Tells the owner of a post that it did not arrive, and what to do about it. */
import type { EpochMs } from "../core/calendar/period.ts";
import type { Localized } from "../core/locale.ts";
import { type OutboxEntry, scopesOf } from "../ports/outbox.ts";

const TOLD_FOR_MS = 3 * 86_400_000;

/** Our own reasons; a platform's refusal brings its words along. */
const REASONS: Readonly<Record<string, Localized>> = {
  stale: {
    en: "It waited so long that it was out of date. See what held it up with /shopbell status.",
    zh: "等待过久，内容已过时。请用 /shopbell status 查看原因。",
  },
  "gave-up": {
    en: "The platform kept failing for hours, and it was not tried any longer.",
    zh: "平台持续数小时出错，已停止重试。",
  },
  "outcome-unknown": {
    en: "The platform did not say whether it took the post, and it could not be looked up. Please check whether it is there; it is not sent again.",
    zh: "平台未确认是否收到，也无法查找该消息。请查看它是否已发出；系统不会重复发送。",
  },
};

/**
 * A direct message to the entry's owner; null where nobody owns it. There is one a day for each place and reason, however
 * many posts failed there, and nobody is told about a message of this kind that fails itself.
 */
export function composeUndelivered(entry: OutboxEntry, reason: string, detail: string, nowMs: EpochMs): OutboxEntry | null {
  const { place, ownerUserId, message } = entry;
  if (ownerUserId === null) return null;
  const { locale } = message;
  const where =
    "userId" in place ? { en: "as a direct message", zh: "私信" } : { en: `in channel ${place.channel}`, zh: `频道 ${place.channel}` };
  const why = REASONS[reason]?.[locale] ?? detail;
  const day = new Date(nowMs).toISOString().slice(0, 10);
  const summary =
    locale === "zh" ? `未能发送到${where.zh}：${message.summary}` : `This post could not be delivered ${where.en}: ${message.summary}`;
  const more = {
    en: "Further posts there that fail for this reason today are not reported again.",
    zh: "今天该处因同一原因失败的其他消息不再另行通知。",
  };
  return {
    key: `undelivered:${scopesOf(place).place}:${reason}:${day}`,
    kind: "post",
    place: { platform: place.platform, workspace: place.workspace, userId: ownerUserId },
    message: {
      kind: "problem",
      locale,
      summary,
      blocks: [
        { type: "text", spans: [{ text: summary, style: "strong" }] },
        { type: "text", spans: [{ text: why }] },
        { type: "context", lines: [more[locale]] },
      ],
      actions: [],
    },
    threadOf: null,
    editOf: null,
    notBeforeMs: nowMs,
    staleAfterMs: nowMs + TOLD_FOR_MS,
    ownerUserId: null,
    urgency: "normal",
  };
}
