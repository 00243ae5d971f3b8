/** A campaign's review: result, reasons, customers, money left, punctuality, and what to keep and change. */
import type { CampaignNote } from "../campaigns/campaign.ts";
import type { CampaignReview } from "../campaigns/review.ts";
import { formatMoney } from "../format.ts";
import { type CampaignView, campaignAction, mainDates } from "./campaign-parts.ts";
import type { Block, Message } from "./message.ts";
import {
  describeEffects,
  moneyFacts,
  NOTE_TITLES,
  PUNCTUALITY_LABELS,
  punctualityRow,
  resultFacts,
  summarizeReview,
  targetResults,
  UNKNOWN_TIME,
} from "./review-facts.ts";

export function composeReview(review: CampaignReview, view: CampaignView): Message {
  const { campaign, shop, locale } = view;
  const zh = locale === "zh";
  const { pace } = review;
  const title = review.isMatured ? (zh ? "复盘（退货已成熟）" : "Review, returns matured") : zh ? "复盘（初版）" : "First review";
  const sold = formatMoney(pace.sales, shop.currency, locale);
  const blocks: Block[] = [
    {
      type: "headline",
      label: `${campaign.name} · ${shop.name}`,
      value: sold,
      period: `${title} · ${mainDates(view)}`,
      facts: resultFacts(review, view),
    },
    ...effectsBlock(review, view),
    { type: "facts", facts: [...targetResults(review, view), ...moneyFacts(review, view)] },
    ...punctualityTable(review, view),
    ...noteText("keep", view),
    ...noteText("change", view),
    ...(review.isMatured
      ? []
      : [
          {
            type: "context",
            lines: [
              zh ? "退货尚在途：结束 30 天后再出一份。" : "Returns are still coming in: the next review follows 30 days after the end.",
            ],
          } as const,
        ]),
  ];
  return {
    ...{ kind: "notice", locale, blocks },
    summary: summarizeReview(review, view),
    actions: [
      campaignAction({ en: "Keep …", zh: "保留…" }, "keep", view),
      campaignAction({ en: "Change …", zh: "改进…" }, "change", view),
      campaignAction({ en: "As files", zh: "导出文件" }, "review", view, zh ? "文件" : "files"),
      campaignAction({ en: "Copy for next year", zh: "复制到明年" }, "copy", view),
    ],
  };
}

function effectsBlock(review: CampaignReview, view: CampaignView): readonly Block[] {
  const effects = describeEffects(review, view);
  if (effects === null) return [];
  return [{ type: "text", spans: [{ text: `${effects.against} `, style: "strong" }, { text: effects.parts }] }];
}

function punctualityTable({ punctuality }: CampaignReview, view: CampaignView): readonly Block[] {
  if (punctuality.length === 0) return [];
  const { locale } = view;
  const rows = punctuality.map((each) => punctualityRow(each, view));
  const isTold = (column: number) => rows.some((row) => row[column] !== UNKNOWN_TIME);
  const columns = PUNCTUALITY_LABELS[locale].map((label, index) => ({
    label,
    align: index === 0 ? ("left" as const) : ("right" as const),
  }));
  return [
    {
      type: "table",
      caption: locale === "zh" ? "流程准时情况" : "The run sheet's punctuality",
      columns: columns.filter((_, index) => isTold(index)),
      rows: rows.map((row) => row.filter((_, index) => isTold(index))),
      more: 0,
    },
  ];
}

function noteText(kind: CampaignNote["kind"], { campaign, locale }: CampaignView): readonly Block[] {
  const notes = campaign.notes.filter((note) => note.kind === kind);
  if (notes.length === 0) return [];
  const text = notes.map(({ text: said, by }) => `${said} (${by.name})`).join(" · ");
  return [{ type: "text", spans: [{ text: `${NOTE_TITLES[kind][locale]} `, style: "strong" }, { text }] }];
}
