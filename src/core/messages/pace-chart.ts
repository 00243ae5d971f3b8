/** A campaign's sales as they add up, beside plan and last time, and the range in which they will go on. */
import { labelShortDay, labelTime } from "../calendar/format-period.ts";
import type { EpochMs } from "../calendar/period.ts";
import { businessDayOf } from "../calendar/zone-clock.ts";
import type { Pace } from "../campaigns/pace/pace.ts";
import { currencyDigits } from "../money.ts";
import type { CampaignView } from "./campaign-parts.ts";
import type { Block } from "./message.ts";

/** Readable on a phone. */
const MOST_POINTS = 48;
const DAY_HOURS = 24;

type Line = readonly (number | null)[];

/** In steps of equal length, so that one ends now; none before two of them are over. */
export function paceChart({ line, hoursOver }: Pace, { campaign, shop, locale }: CampaignView): readonly Block[] {
  const zh = locale === "zh";
  const step = Math.ceil(line.hours.length / MOST_POINTS);
  const digits = 10 ** currencyDigits(shop.currency);
  const shown = line.hours.flatMap((atMs, index) =>
    (index + 1 - hoursOver) % step === 0 || index === line.hours.length - 1 ? [{ atMs, index }] : [],
  );
  const pick = (values: Line): Line => shown.map(({ index }) => toMajor(values[index] ?? null, digits));
  const now = pick(line.now);
  if (now.filter((value) => value !== null).length < 2) return [];
  const label = (atMs: EpochMs): string => {
    const day = labelShortDay(businessDayOf(atMs, shop.zone), locale);
    if (line.hours.length <= DAY_HOURS) return labelTime(atMs, shop.zone);
    return step >= DAY_HOURS ? day : `${day} ${labelTime(atMs, shop.zone)}`;
  };
  const compared = [
    { name: zh ? "计划" : "plan", values: pick(line.planned) },
    { name: zh ? "上次" : "last time", values: pick(line.lastTime) },
  ].filter(({ values }) => values.some((value) => value !== null));
  const [low, high] = [pick(line.low), pick(line.high)];
  const title = zh ? `${campaign.name}：累计净销售额` : `${campaign.name}: net sales so far`;
  return [
    {
      type: "chart",
      chart: {
        ...{ kind: "line", title, subtitle: zh ? "按开始后的小时" : "by hours since the start", locale },
        categories: shown.map(({ atMs }) => label(atMs)),
        series: [
          { name: zh ? "现在" : "now", values: now, emphasis: "main" },
          ...compared.map((each) => ({ ...each, emphasis: "comparison" as const })),
        ],
        ...(low.some((value) => value !== null) ? { band: { name: zh ? "80% 区间" : "80% range", low, high } } : {}),
        format: { unit: "money", currency: shop.currency },
      },
      alt: title,
    },
  ];
}

function toMajor(minor: number | null, digits: number): number | null {
  return minor === null ? null : minor / digits;
}
