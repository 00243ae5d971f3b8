/** Why, most likely, and what to look at first. */
import { type Alert, leadOf, shopsOf } from "../alerts/alert.ts";
import type { AlertCause, OrdersGone } from "../alerts/cause.ts";
import { MANY_SHOPS } from "../alerts/group-findings.ts";
import { FIRST_CHECKS } from "../alerts/watched-metrics.ts";
import { formatInstant } from "../calendar/format-period.ts";
import { formatRatio } from "../format.ts";
import type { Locale } from "../locale.ts";
import type { AlertReading } from "./alert-phrases.ts";
import { EFFECT_NAMES } from "./why-names.ts";

/** Null where the numbers tell nothing of it. */
export function causeText(alert: Alert, reading: AlertReading): string | null {
  if (leadOf(alert) === null) return null;
  const { locale } = reading;
  const phrases = [...togetherText(alert, locale), ...(alert.cause === null ? [] : phrasesOf(alert.cause, reading))];
  return phrases.length === 0 ? null : phrases.join(locale === "zh" ? "；" : "; ");
}

/** The step that most often finds it, before any digging. */
export function firstCheckText(alert: Alert, { locale }: AlertReading): string {
  const lead = leadOf(alert);
  const { cause } = alert;
  if (failTogether(alert)) return FIRST_CHECKS["shared-provider"][locale];
  if (lead !== null && cause?.ordersGone?.feed === "silent") return FIRST_CHECKS["orders-or-feed"][locale];
  return FIRST_CHECKS[lead === null || cause?.silentSource != null ? "silent-feed" : lead.metric][locale];
}

/** So many shops do not break by themselves in the same two hours. */
function failTogether(alert: Alert): boolean {
  return shopsOf(alert).length >= MANY_SHOPS;
}

/** The rest of the cause is that of the shop in the headline. */
function togetherText(alert: Alert, locale: Locale): readonly string[] {
  if (!failTogether(alert)) return [];
  const shops = shopsOf(alert).length;
  return [
    locale === "zh"
      ? `${shops} 个店铺同时出现，应是共用的服务（支付、主机、平台）出了问题`
      : `${shops} shops at once, so something they share: payment, hosting, the shop platform`,
  ];
}

/** The likeliest first: what explains the numbers away, before what they are made of. */
function phrasesOf(
  { endedCampaign, lateCampaign, silentSource, ordersGone, factor, channel }: AlertCause,
  reading: AlertReading,
): readonly string[] {
  const { locale } = reading;
  const zh = locale === "zh";
  const share = (part: number) => formatRatio(Math.round(Math.min(1, part) * 100) / 100, locale);
  // It explains all there was.
  if (lateCampaign !== null) return [zh ? `后来登记的活动“${lateCampaign}”` : `the campaign “${lateCampaign}”, declared later`];
  const phrases: string[] = [];
  if (endedCampaign !== null) phrases.push(zh ? `活动“${endedCampaign}”刚刚结束` : `the campaign “${endedCampaign}” had just ended`);
  if (ordersGone !== null) phrases.push(ordersGoneText(ordersGone, reading));
  if (silentSource !== null && silentSource !== ordersGone?.source) {
    phrases.push(
      zh ? `数据源“${silentSource}”没有新数据，缺的可能是数字` : `the feed “${silentSource}” is silent, so the numbers may be missing`,
    );
  }
  if (factor !== null) {
    const [name, part] = [EFFECT_NAMES[factor.name][locale], share(factor.share)];
    phrases.push(zh ? `${name}，占与上周同时段差额的 ${part}` : `${name}, ${part} of the change against the same hours last week`);
  }
  if (channel !== null) {
    phrases.push(zh ? `${share(channel.share)} 在渠道 ${channel.name}` : `${share(channel.share)} of it in the channel ${channel.name}`);
  }
  return phrases;
}

function ordersGoneText({ feed, source, reachesMs }: OrdersGone, { locale, zone }: AlertReading): string {
  const reach = formatInstant(reachesMs, zone, locale);
  if (locale === "zh") {
    return feed === "silent"
      ? `所有渠道都没有一笔订单：数据源“${source}”自 ${reach} 那一小时后没有新数据，或者顾客无法付款`
      : `所有渠道都没有一笔订单，而数据源“${source}”仍在更新（已到 ${reach}）：问题在结账，不在数据`;
  }
  return feed === "silent"
    ? `not one order from any channel: the feed “${source}” has told nothing since the hour of ${reach}, or nobody can pay`
    : `not one order from any channel, though the feed “${source}” goes on (it reaches ${reach}): the checkout, not the data`;
}
