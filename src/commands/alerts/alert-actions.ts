/** What people do to one alert, by button or in words. Two at once: the first wins, the second is told by whom. */
import { type ActionResult, type AlertAction, actOnAlert } from "../../core/alerts/act-on-alert.ts";
import { type Alert, type Operator, startOf } from "../../core/alerts/alert.ts";
import type { ExpectedSpan } from "../../core/alerts/expected-span.ts";
import { formatInstant } from "../../core/calendar/format-period.ts";
import type { EpochMs } from "../../core/calendar/period.ts";
import { type AlertReading, stateText } from "../../core/messages/alert-phrases.ts";
import { composeAlert } from "../../core/messages/compose-alert.ts";
import { composeProblem } from "../../core/messages/compose-problem.ts";
import { composeAlertEntries } from "../../figures/alert-entries.ts";
import type { ChatRequest } from "../../ports/chat-platform.ts";
import type { OutboxEntry } from "../../ports/outbox.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { problemResult } from "../problem-result.ts";
import { findAlert, noticeOf, readingOf } from "./alert-context.ts";
import { type Moment, readDuration, readUntil } from "./read-alert-time.ts";
import { readPerson } from "./read-person.ts";

export type ActionVerb = "acknowledge" | "assign" | "snooze" | "expected" | "false-alarm" | "resolve";

/** Each try reads anew: who loses a race sees the winner's name with the next. */
const ATTEMPTS = 5;

export async function runAlertAction(verb: ActionVerb, words: string, context: CommandContext): Promise<CommandResult> {
  const { locale, store, request, nowMs, shops } = context;
  const by: Operator = { userId: request.user.id, name: request.user.name };
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await findAlert(words, context);
    if ("problem" in found) return found.problem;
    const { alert, rest } = found;
    const reading = await readingOf(context);
    const action = readAction(verb, rest, request, { nowMs, zone: reading.zone });
    if (action === null) return notUnderstood(verb, alert, context);
    const acted = actOnAlert(alert, action, by, nowMs);
    if (acted.type === "refused") return refused(acted, alert, context);
    const places = await store.alerts.places();
    const events = acted.alert.events.slice(alert.events.length);
    const decision = { action: "update", reason: events.at(-1)?.type ?? "changed", events } as const;
    const entries = places.flatMap((place) => composeAlertEntries({ alert: acted.alert, decision, place, shops, nowMs }));
    const expected = action.type === "close" && action.verdict === "expected" ? expectedSpans(alert, action.reason, nowMs) : [];
    const call = action.type === "assign" ? callAssignee(acted.alert, action.to, reading, context) : [];
    if (!(await store.alerts.commit({ alerts: [acted.alert], expected, entries: [...entries, ...call] }, nowMs))) continue;
    // Its thread and its message tell the channel; who has pressed sees that it is done.
    return noticeOf(context, done(acted.alert, context, stateText(acted.alert.state, reading)));
  }
  const text = locale === "zh" ? "多人同时操作，请再试一次。" : "Others keep changing this alert. Try once more.";
  return problemResult(context, composeProblem({ locale, text, suggestions: ["alerts list"] }));
}

function readAction(verb: ActionVerb, rest: string, request: ChatRequest, moment: Moment): AlertAction | null {
  const reason = rest.replace(/^(?:because|since|as|因为|原因)\s*[:：]?\s*/iu, "").trim();
  switch (verb) {
    case "acknowledge":
      return { type: "acknowledge" };
    case "assign": {
      const to = readPerson(rest, request);
      return to === null ? null : { type: "assign", to };
    }
    case "snooze": {
      const until = readSnooze(rest, moment);
      return until === null ? null : { type: "snooze", untilMs: until.untilMs };
    }
    case "expected":
    case "false-alarm":
      return { type: "close", verdict: verb, reason };
    case "resolve":
      return { type: "close", verdict: "resolved", reason };
  }
}

/** "for 2h", "until 18:00", "until worse"; nothing said is two hours. */
function readSnooze(text: string, moment: Moment): { readonly untilMs: EpochMs | null } | null {
  const said = text.trim().replace(/^(?:for|until|till|to|直到|到|至)\s*/iu, "");
  if (said === "") return { untilMs: moment.nowMs + 2 * 3_600_000 };
  if (/^(?:it gets |it's )?worse$|^变差$|^更差$|^恶化$/iu.test(said)) return { untilMs: null };
  const duration = readDuration(said);
  const untilMs = duration === null ? readUntil(said, moment) : moment.nowMs + duration;
  return untilMs === null ? null : { untilMs };
}

/** Who was given an alert by somebody else is told so directly, where the platform's id is known. */
function callAssignee(alert: Alert, to: Operator, reading: AlertReading, { request, nowMs }: CommandContext): readonly OutboxEntry[] {
  if (to.userId === "" || to.userId === request.user.id) return [];
  const { platform, workspace } = request.place;
  return [
    {
      ...{ key: `alert/${alert.number}/assigned/${alert.version + 1}`, kind: "post", message: composeAlert(alert, reading) },
      ...{ place: { platform, workspace, userId: to.userId }, threadOf: null, editOf: null, notBeforeMs: nowMs, urgency: "normal" },
      ...{ staleAfterMs: nowMs + 12 * 3_600_000, ownerUserId: request.user.id },
    },
  ];
}

/** The hours of what was found so far, widened to now: the baseline learns nothing from them. */
function expectedSpans(alert: Alert, reason: string, nowMs: EpochMs): readonly ExpectedSpan[] {
  return alert.findings.flatMap((finding): readonly ExpectedSpan[] => {
    if (finding.type === "silent-feed") return [];
    const { shopId, metric, channel, startMs, endMs } = finding;
    return [
      { shopId, fromMs: startMs, toMs: Math.max(endMs ?? nowMs, startMs + 1), metric, channel: channel === "all" ? null : channel, reason },
    ];
  });
}

function done({ number }: Alert, { locale }: CommandContext, state: string): string {
  return locale === "zh" ? `告警 ${number}：${state}。` : `Alert ${number}: ${state}.`;
}

function refused(result: Extract<ActionResult, { type: "refused" }>, alert: Alert, context: CommandContext): CommandResult {
  const { locale } = context;
  const zh = locale === "zh";
  const name = zh ? `告警 ${alert.number}` : `Alert ${alert.number}`;
  const zone = context.shop?.zone ?? context.shops[0]?.zone;
  switch (result.reason) {
    case "taken":
    case "yours-already": {
      const at = zone === undefined ? "" : ` (${formatInstant(result.atMs, zone, locale)})`;
      const mine = zh ? `${name} 已由您处理${at}。` : `${name} is yours already${at}.`;
      const theirs = zh
        ? `${name} 已由 ${result.by.name} 接手${at}，您不必处理。如要换人，可以指派。`
        : `${result.by.name} has taken ${name.toLowerCase()} already${at}: nothing left to do for you. To hand it over, assign it.`;
      const words = result.reason === "taken" ? [`alerts assign ${alert.number} me`] : [`alerts resolve ${alert.number}`];
      return problemResult(context, composeProblem({ locale, text: result.reason === "taken" ? theirs : mine, suggestions: words }));
    }
    case "over": {
      const state = zone === undefined ? result.state.type : stateText(result.state, { locale, zone });
      const text = zh ? `${name} 已结束：${state}。` : `${name} is over: ${state}.`;
      return problemResult(context, composeProblem({ locale, text, suggestions: ["alerts list"] }));
    }
    case "past": {
      const text = zh ? "这个时间已经过去了。请给出将来的时间。" : "That time has passed already. Say one that is still to come.";
      return problemResult(context, composeProblem({ locale, text, suggestions: [`alerts snooze ${alert.number} for 2h`] }));
    }
  }
}

function notUnderstood(verb: ActionVerb, { number, findings }: Alert, context: CommandContext): CommandResult {
  const zh = context.locale === "zh";
  const since = startOf({ findings, openedAtMs: context.nowMs });
  const isOld = context.nowMs - since > 24 * 3_600_000;
  if (verb === "assign") {
    const text = zh ? "指派给谁？请写名字，例如 @ann 或 me。" : "To whom? Say a name, like @ann, or me.";
    return problemResult(context, composeProblem({ locale: context.locale, text, suggestions: [`alerts assign ${number} me`] }));
  }
  const text = zh
    ? "没看懂暂缓到什么时候。可以写 2小时、到 18:00、到 明天 09:00、直到变差。"
    : "I did not understand until when. Say for 2h, until 18:00, until tomorrow 09:00, or until worse.";
  const suggestions = [`alerts snooze ${number} for 2h`, `alerts snooze ${number} until ${isOld ? "tomorrow 09:00" : "worse"}`];
  return problemResult(context, composeProblem({ locale: context.locale, text, suggestions }));
}
