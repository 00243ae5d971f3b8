/** A subscription request in words that parse back to it. */
import type { Locale } from "../core/locale.ts";
import type { SubscriptionSchedule } from "../core/reports/report-schedule.ts";
import { SECTION_NAMES } from "../core/reports/report-section.ts";
import { EVERY_DAY, printTimeOfDay } from "../core/schedule/recurrence.ts";
import { KIND_WORDS, VERB_WORDS, WEEKDAY_SETS, WEEKDAY_WORDS } from "./subscribe-vocabulary.ts";
import type { SubscriptionRequest } from "./subscribe-words.ts";

/** Without the command's name: "subscribe daily at 09:00 on weekdays". */
export function printSubscription(request: SubscriptionRequest, locale: Locale): string {
  const zh = locale === "zh";
  switch (request.type) {
    case "subscribe": {
      const shops = request.shops.length === 0 ? [] : [`${zh ? "店铺" : "for"} ${request.shops.join(", ")}`];
      const language = request.locale === null ? [] : [`${zh ? "语言" : "in"} ${request.locale}`];
      const zone = request.zone === null ? [] : [`${zh ? "时区" : "zone"} ${request.zone}`];
      return [VERB_WORDS.subscribe[locale][0], printSchedule(request.schedule, locale), ...shops, ...language, ...zone].join(" ");
    }
    case "list":
      return VERB_WORDS.subscriptions[locale][0];
    case "pause":
    case "resume":
    case "run":
      return `${VERB_WORDS[request.type][locale][0]} ${request.number}`;
    case "remove":
      return `${VERB_WORDS.unsubscribe[locale][0]} ${request.number}`;
    case "preview":
      return [VERB_WORDS.preview[locale][0], ...(request.number === null ? [] : [request.number])].join(" ");
    case "move": {
      const zone = request.zone === null ? "" : ` ${request.zone}`;
      return `${VERB_WORDS.move[locale][0]} ${request.number} ${zh ? "" : "to "}${printTimeOfDay(request.at)}${zone}`;
    }
    case "sections": {
      const names = request.sections.map((section) => SECTION_NAMES[section][locale][0]);
      // Nothing chosen is the headline alone.
      return `${VERB_WORDS.sections[locale][0]} ${request.number} ${names.length === 0 ? (zh ? "销售额" : "headline") : names.join(zh ? " " : ", ")}`;
    }
    case "wait":
      return `${VERB_WORDS.wait[locale][0]} ${request.number} ${request.waitMs / 3_600_000}${zh ? "小时" : "h"}`;
  }
}

/** "daily at 09:00 on weekdays", "每周 周一 09:00", "hourly during campaigns". */
export function printSchedule(schedule: SubscriptionSchedule, locale: Locale): string {
  const zh = locale === "zh";
  const kind = KIND_WORDS[schedule.type][locale][0];
  if (schedule.type === "hourly") return zh ? `${kind} 活动期间` : `${kind} during campaigns`;
  const time = printTimeOfDay(schedule.at);
  switch (schedule.type) {
    case "daily": {
      if (schedule.weekdays.length === EVERY_DAY.length) return zh ? `${kind} ${time}` : `${kind} at ${time}`;
      const set = WEEKDAY_SETS.find(({ weekdays }) => weekdays.join() === schedule.weekdays.join());
      const days =
        set === undefined ? schedule.weekdays.map((day) => WEEKDAY_WORDS[day][locale][0]).join(zh ? "、" : ", ") : set.words[locale][0];
      return zh ? `${kind} ${time} ${days}` : `${kind} at ${time} on ${days}`;
    }
    case "weekly": {
      const weekday = WEEKDAY_WORDS[schedule.weekday][locale][0];
      return zh ? `${kind} ${weekday} ${time}` : `${kind} on ${weekday} at ${time}`;
    }
    case "monthly":
      return zh ? `${kind} ${schedule.dayOfMonth}日 ${time}` : `${kind} on ${ordinal(schedule.dayOfMonth)} at ${time}`;
  }
}

function ordinal(day: number): string {
  const tail = day % 10 === 1 && day !== 11 ? "st" : day % 10 === 2 && day !== 12 ? "nd" : day % 10 === 3 && day !== 13 ? "rd" : "th";
  return `${day}${tail}`;
}
