/** The alerts of the report's shop and time: what still goes on first, then what was over. */
import { type Alert, byMoneyAtStake, isLive } from "../alerts/alert.ts";
import type { Locale } from "../locale.ts";
import type { ReportData } from "../reports/report-data.ts";
import { type AlertReading, alertTitle, lossText, stateText } from "./alert-phrases.ts";
import type { Block } from "./message.ts";

/** Beyond these a report is no longer read in ten seconds; `/alerts` lists them all. */
const ALERTS_SHOWN = 3;

export function composeReportAlerts({ alerts, shop }: ReportData, locale: Locale): readonly Block[] {
  const reading: AlertReading = { shops: [shop], locale, zone: shop.zone };
  const rank = (alert: Alert) => (isLive(alert) ? 0 : 1);
  const ranked = [...alerts].sort((a, b) => rank(a) - rank(b) || byMoneyAtStake(a, b));
  return ranked.slice(0, ALERTS_SHOWN).map((alert): Block => {
    const lost = lossText(alert, "soFarMinor", reading);
    const cost = lost === null ? [] : [locale === "zh" ? `约损失 ${lost}` : `about ${lost} lost`];
    const text = [alertTitle(alert, reading), ...cost, stateText(alert.state, reading)].join(" · ");
    return {
      type: "text",
      spans: [{ text: locale === "zh" ? `告警 ${alert.number} ` : `Alert ${alert.number} `, style: "strong" }, { text }],
    };
  });
}
