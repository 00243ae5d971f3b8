/** What a channel hears of alerts, in lines. */
import type { Mute } from "../../core/alerts/alert-place.ts";
import { watchedLabel } from "../../core/alerts/watched-metrics.ts";
import type { Locale } from "../../core/locale.ts";
import { printWindow } from "../../core/messages/compose-window-notice.ts";
import { printTimeOfDay } from "../../core/schedule/recurrence.ts";
import type { PlacedAlertPlace } from "../../ports/alerts.ts";
import type { CommandContext } from "../command.ts";

export function describePlace(place: PlacedAlertPlace | null, { locale, shops, nowMs }: CommandContext): readonly string[] {
  const zh = locale === "zh";
  if (place === null || !place.isOn) {
    return [zh ? "本频道不接收告警。开启：alerts 开启" : "This channel hears no alerts. To change that: alerts here"];
  }
  const { shopIds, quiet, postsPerDay, mutes, windows, escalation, zone } = place;
  const names = shopIds.map((id) => shops.find((shop) => shop.id === id)?.name ?? id);
  const heard = names.length === 0 ? (zh ? "所有店铺" : "all shops") : names.join(zh ? "、" : ", ");
  const coming = windows.filter(({ toMs }) => toMs > nowMs);
  return [
    zh ? `本频道接收：${heard}；每天最多 ${postsPerDay} 条新告警` : `This channel hears ${heard}; at most ${postsPerDay} new alerts a day`,
    ...(quiet === null
      ? []
      : [
          zh
            ? `安静时段 ${printTimeOfDay(quiet.from)}–${printTimeOfDay(quiet.to)}（${zone}），严重告警除外`
            : `quiet from ${printTimeOfDay(quiet.from)} to ${printTimeOfDay(quiet.to)} (${zone}), but for serious ones`,
        ]),
    ...(mutes.length === 0 ? [] : [`${zh ? "已静音：" : "muted: "}${mutes.map((mute) => printMute(mute, locale)).join(zh ? "、" : ", ")}`]),
    ...(coming.length === 0
      ? []
      : [`${zh ? "计划：" : "planned: "}${coming.map((window) => printWindow(window, zone, locale)).join(zh ? "；" : "; ")}`]),
    ...(escalation === null
      ? []
      : [
          zh
            ? `无人接手时每 ${escalation.afterMs / 60_000} 分钟依次通知：${[...escalation.targets.map(({ name }) => name), "开启告警的人"].join("、")}`
            : `while nobody has taken it, every ${escalation.afterMs / 60_000} min it goes to ${[...escalation.targets.map(({ name }) => name), "whoever turned alerts on"].join(", then ")}`,
        ]),
  ];
}

export function printMute({ metric, channel }: Mute, locale: Locale): string {
  const parts = [...(metric === null ? [] : [watchedLabel(metric)[locale]]), ...(channel === null ? [] : [channel])];
  return parts.join(locale === "zh" ? "·" : " in ");
}
