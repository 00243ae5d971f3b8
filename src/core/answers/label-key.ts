/** A breakdown's key as people read it. */
import { parseBusinessDay } from "../calendar/business-day.ts";
import { labelMonth, labelShortDay, labelWeekday } from "../calendar/format-period.ts";
import type { Locale, Localized } from "../locale.ts";
import type { Dimension } from "../questions/question.ts";

const NOT_TOLD: Localized = { en: "(not told)", zh: "（未标明）" };

/** None was used, or the source does not tell codes. */
const NO_CODE: Localized = { en: "No code", zh: "未用优惠码" };

const SEGMENTS: Readonly<Record<string, Localized>> = {
  new: { en: "New customers", zh: "新客" },
  returning: { en: "Returning customers", zh: "老客" },
  guest: { en: "Guests", zh: "游客" },
};

export function labelKey(key: string, dimension: Dimension, locale: Locale): string {
  if (key === "") return (dimension === "code" ? NO_CODE : NOT_TOLD)[locale];
  if (dimension === "segment") return SEGMENTS[key]?.[locale] ?? key;
  const day = dimension === "day" || dimension === "week" || dimension === "month" ? parseBusinessDay(key) : null;
  if (day === null) return key;
  if (dimension === "month") return labelMonth(day, locale);
  return dimension === "day" ? `${labelWeekday(day, locale)} ${labelShortDay(day, locale)}` : labelShortDay(day, locale);
}
