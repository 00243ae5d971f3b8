/** Who is told, one after the other, when nobody takes an alert: `/alerts escalate 15m @ann, #ops`. */
import type { AlertPlace, EscalationTarget } from "../../core/alerts/alert-place.ts";
import type { PlacedAlertPlace } from "../../ports/alerts.ts";
import type { ChatRequest } from "../../ports/chat-platform.ts";
import type { CommandContext } from "../command.ts";
import { readDuration } from "./read-alert-time.ts";
import { readPerson } from "./read-person.ts";
import { OFF_WORDS, type SettingChange } from "./setting-change.ts";

const SHORTEST_MS = 5 * 60_000;

export function changeEscalation(words: string, place: PlacedAlertPlace, { locale, request }: CommandContext): SettingChange {
  const zh = locale === "zh";
  if (OFF_WORDS.test(words)) return { place: { ...place, escalation: null }, text: zh ? "不再升级。" : "Nothing is escalated any more." };
  const [, time = "", rest = ""] = /^(?:after\s+|every\s+|每)?(\d+\s*[a-z\p{Script=Han}]+)\s*(.*)$/isu.exec(words) ?? [];
  const afterMs = readDuration(time);
  const suggestions = [zh ? "alerts 升级 15分钟" : "alerts escalate 15m", "alerts escalate off"];
  if (afterMs === null || afterMs < SHORTEST_MS) {
    const problem = zh
      ? "多久没人接手就升级？至少 5 分钟，例如 15分钟。"
      : "After how long with nobody taking it? At least 5 minutes, like 15m.";
    return { problem, suggestions };
  }
  const named = rest
    .replace(/\b(?:to|then|and)\b|然后|再/giu, " ")
    .split(/[\s,、，]+/u)
    .filter((word) => word !== "");
  const targets = named.map((word) => readTarget(word, request));
  const unknown = named.find((_, index) => targets[index] === null);
  if (unknown !== undefined) return { problem: unreachable(unknown, zh), suggestions };
  const escalation: AlertPlace["escalation"] = { afterMs, targets: targets.flatMap((target) => (target === null ? [] : [target])) };
  const text = zh ? "已设。最后会通知开启告警的人。" : "Set. The last to be told is whoever turned alerts on.";
  return { place: { ...place, escalation }, text, undo: "alerts escalate off" };
}

/** A name alone reaches nobody: what can be told to is what the platform made a mention of. */
function readTarget(word: string, request: ChatRequest): EscalationTarget | null {
  const channel = /^<?#([A-Z0-9]{6,}|\d{15,21})>?$/.exec(word)?.[1];
  if (channel !== undefined) return { type: "channel", channel, name: `#${request.mentioned?.[channel] ?? channel}` };
  const found = readPerson(word, request);
  return found === null || found.userId === "" ? null : { type: "person", ...found };
}

function unreachable(word: string, zh: boolean): string {
  if (word.startsWith("#")) {
    return zh
      ? `不知道频道“${word}”。输入 # 后请从列表里选，让它变成链接。`
      : `I do not know which channel “${word}” is. Choose it from the list that opens after #, so that it becomes a link.`;
  }
  return zh
    ? `不知道怎么联系“${word}”。输入 @ 后请从列表里选人；频道用 #。`
    : `I do not know how to reach “${word}”. Choose the person from the list that opens after @, or a channel after #.`;
}
