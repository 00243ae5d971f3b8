/** The pieces of text that an alert's message, its thread and the list of alerts share. */
import { type Alert, type AlertState, leadOf, shopsOf } from "../alerts/alert.ts";
import type { Departure } from "../alerts/finding.ts";
import { lossesOf } from "../alerts/money-at-stake.ts";
import { watchedDefinition, watchedLabel } from "../alerts/watched-metrics.ts";
import { formatValue } from "../answers/format-value.ts";
import { formatInstant } from "../calendar/format-period.ts";
import type { EpochMs, TimeZone } from "../calendar/period.ts";
import { formatCount, formatMoney } from "../format.ts";
import type { Locale, Localized } from "../locale.ts";
import type { Currency } from "../money.ts";
import type { Shop } from "../shop.ts";

/** What is needed to say anything of an alert. */
export interface AlertReading {
  readonly shops: readonly Shop[];
  readonly locale: Locale;
  /** Times are said on this clock. */
  readonly zone: TimeZone;
}

export function shopNames(alert: Alert, { shops, locale }: AlertReading): string {
  const names = shopsOf(alert).map((id) => shops.find((shop) => shop.id === id)?.name ?? id);
  if (names.length <= 2) return names.join(locale === "zh" ? "、" : " and ");
  return locale === "zh" ? `${names.length} 个店铺` : `${names.length} shops`;
}

/** "Orders", "Orders · paid", of several shops "Orders of Lamps", "Feed orders". */
export function alertTitle(alert: Alert, { shops, locale }: Pick<AlertReading, "shops" | "locale">): string {
  const zh = locale === "zh";
  const lead = leadOf(alert);
  if (lead !== null) {
    const series = seriesName(lead, locale);
    if (shopsOf(alert).length === 1) return series;
    const shop = shops.find(({ id }) => id === lead.shopId)?.name ?? lead.shopId;
    return zh ? `${shop} 的${series}` : `${series} of ${shop}`;
  }
  const silent = alert.findings.flatMap((finding) => (finding.type === "silent-feed" ? [finding.source] : []));
  const sources = [...new Set(silent)];
  return zh ? `数据源 ${sources.join("、")}` : `Feed ${sources.join(", ")}`;
}

export function seriesName({ metric, channel }: Pick<Departure, "metric" | "channel">, locale: Locale): string {
  const label = watchedLabel(metric)[locale];
  return channel === "all" ? label : `${label} · ${channel === "" ? (locale === "zh" ? "未知渠道" : "unknown channel") : channel}`;
}

export function currencyOf(finding: Pick<Departure, "shopId">, { shops }: AlertReading): Currency | null {
  return shops.find(({ id }) => id === finding.shopId)?.currency ?? null;
}

export function departureValue(value: number, departure: Departure, reading: AlertReading): string {
  const currency = currencyOf(departure, reading);
  if (currency === null) return formatCount(value, reading.locale);
  const definition = watchedDefinition(departure.metric);
  return formatValue(definition.unit === "count" ? Math.round(value) : value, definition, currency, reading.locale);
}

/** Money of several shops, one sum a currency: "€240.00", "€240.00 + $80.00"; null where nothing is lost. */
export function lossText(alert: Alert, of: "soFarMinor" | "perHourMinor", { shops, locale }: AlertReading): string | null {
  const sums = new Map<Currency, number>();
  for (const loss of lossesOf(alert.findings)) {
    const currency = shops.find(({ id }) => id === loss.shopId)?.currency;
    if (currency !== undefined && loss[of] > 0) sums.set(currency, (sums.get(currency) ?? 0) + loss[of]);
  }
  if (sums.size === 0) return null;
  return [...sums].map(([currency, minor]) => formatMoney(minor, currency, locale)).join(" + ");
}

/** Beyond this nobody can tell the difference, and no model of a shop is that good. */
const LONGEST_ODDS = 1_000_000;

/** "chance: 1 in 3,000". */
export function chanceText({ evidenceNats, rule }: Departure, locale: Locale): string {
  if (rule !== null) return locale === "zh" ? `规则 #${rule}` : `rule #${rule}`;
  const odds = Math.exp(evidenceNats);
  const over = odds > LONGEST_ODDS;
  // One digit says as much as is known.
  const rounded = formatCount(over ? LONGEST_ODDS : Math.max(1, Number(odds.toPrecision(1))), locale);
  if (locale === "zh") return over ? `偶然出现的概率低于 1/${rounded}` : `偶然出现的概率约 1/${rounded}`;
  return over ? `by chance less than once in ${rounded}` : `by chance about once in ${rounded}`;
}

export const VERDICTS: Readonly<Record<Extract<AlertState, { type: "closed" }>["verdict"], Localized>> = {
  resolved: { en: "resolved", zh: "已解决" },
  expected: { en: "expected", zh: "预期之内" },
  "false-alarm": { en: "false alarm", zh: "误报" },
};

export function stateText(state: AlertState, reading: Pick<AlertReading, "locale" | "zone">): string {
  const zh = reading.locale === "zh";
  const at = (ms: EpochMs) => formatInstant(ms, reading.zone, reading.locale);
  switch (state.type) {
    case "open":
      return zh ? "尚无人处理" : "open, nobody has taken it";
    case "acknowledged":
      return zh ? `${state.by.name} 正在处理（${at(state.atMs)}）` : `taken by ${state.by.name} (${at(state.atMs)})`;
    case "snoozed": {
      const until = state.untilMs === null ? (zh ? "情况变差时" : "it gets worse") : at(state.untilMs);
      return zh ? `${state.by.name} 已暂缓至${until}` : `snoozed by ${state.by.name} until ${until}`;
    }
    case "recovered":
      return zh ? `已自行恢复（${at(state.atMs)}）` : `recovered (${at(state.atMs)})`;
    case "closed": {
      const reason = state.reason === "" ? "" : zh ? `：${state.reason}` : `: ${state.reason}`;
      const verdict = VERDICTS[state.verdict][reading.locale];
      return zh
        ? `${verdict}，${state.by.name}（${at(state.atMs)}）${reason}`
        : `${verdict}, says ${state.by.name} (${at(state.atMs)})${reason}`;
    }
  }
}
