/** What stands under every number: what is odd about it, what it means, whose time and money, and how fresh it is. */
import type { Answer, Note } from "../answers/answer.ts";
import { formatInstant, labelDay } from "../calendar/format-period.ts";
import type { Locale } from "../locale.ts";
import { DIMENSION_NAMES, MEASURE_NAMES } from "../metrics/names.ts";
import { describeSimulated, describeSource } from "./describe-source.ts";

/** Most important first: a platform short of room cuts from the end. */
export function composeSmallPrint(answer: Answer, locale: Locale): readonly string[] {
  const [figure] = answer.figures;
  const zh = locale === "zh";
  const lines: string[] = [...describeSimulated(answer.shop, locale)];
  lines.push(...answer.notes.map((note) => noteText(note, answer, locale)));
  const unknown = answer.figures.slice(1).filter(({ value }) => value.value === null);
  if (unknown.length > 0) {
    const names = unknown.map(({ metric }) => metric.label[locale]);
    lines.push(zh ? `没有数据源，因此未显示：${names.join("、")}。` : `Not shown, since no source tells them: ${names.join(", ")}.`);
  }
  const isKnown = figure.value.value !== null;
  const missing = figure.value.missing.map((measure) => MEASURE_NAMES[measure][locale]);
  if (isKnown && missing.length > 0)
    lines.push(zh ? `未知，因此未计入：${missing.join("、")}。` : `Not known, so left out: ${missing.join(", ")}.`);
  lines.push(figure.metric.definition[locale]);
  if (isKnown && figure.value.basis === "online-orders") {
    lines.push(
      zh
        ? "此处为线上订单 ÷ 会话：数据源未提供成交会话。"
        : "Here online orders / sessions: the source does not tell which sessions converted.",
    );
  }
  if (answer.question.returnsClock === "order-day") {
    lines.push(zh ? "退货记在原订单当天。" : "Returns are booked back to the day of their order.");
  }
  lines.push(describeSource(answer.shop, answer.reach, locale));
  return lines;
}

function noteText(note: Note, { shop, figures }: Answer, locale: Locale): string {
  const zh = locale === "zh";
  switch (note.type) {
    case "no-data-at-all":
      return zh
        ? `该店铺还没有数据。导入订单：shopbell import orders <文件> --shop ${shop.id}`
        : `This shop has no data yet. Import its orders: shopbell import orders <file> --shop ${shop.id}`;
    case "data-begins":
      return zh ? `数据始于 ${labelDay(note.day, locale)}。` : `Data begins on ${labelDay(note.day, locale)}.`;
    case "not-over":
      return zh ? "暂定值：时段尚未结束，两边都只计已完结的小时。" : "Provisional: not over yet; closed hours only, on both sides.";
    case "waiting-for":
      return zh
        ? `暂定值：${note.source} 的数据只到 ${formatInstant(note.throughMs, shop.zone, locale)}。`
        : `Provisional: ${note.source} reaches only to ${formatInstant(note.throughMs, shop.zone, locale)}.`;
    case "unknown-by-dimension": {
      const metric = figures[0].metric.label[locale];
      const dimension = DIMENSION_NAMES[note.dimension].label[locale];
      return zh
        ? `${metric}无法按${dimension}拆分：数据源未提供。`
        : `${metric} is not known by ${dimension.toLowerCase()}: no source tells it.`;
    }
    case "no-target":
      return zh
        ? "该时段没有设定目标。设定：target set 销售额 2026-12 300万"
        : "No target is set for all of this period. Set one: target set sales 2026-12 3,000,000";
    case "clock-change":
      return zh ? `时钟调整：当天有 ${note.hours} 小时。` : `The clocks changed: the day had ${note.hours} hours.`;
  }
}
