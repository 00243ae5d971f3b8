/** A campaign's review: result, reasons, customers, money left, punctuality, and what to keep and change. */
import type { CampaignNote } from "../campaigns/campaign.ts";
import type { CampaignReview } from "../campaigns/review.ts";
import { formatChange, formatCount, formatMoney, formatRatio } from "../format.ts";
import type { Localized } from "../locale.ts";
import { toDecimalString } from "../money.ts";
import type { Punctuality } from "../tasks/punctuality.ts";
import { type CampaignView, campaignAction, mainDates, ownerName, printDuration } from "./campaign-parts.ts";
import type { Block, Fact, Message } from "./message.ts";
import { EFFECT_NAMES } from "./why-names.ts";

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
    ...effectsText(review, view),
    { type: "facts", facts: moneyFacts(review, view) },
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
    summary: summarize(review, view),
    actions: [
      campaignAction({ en: "Keep …", zh: "保留…" }, "keep", view),
      campaignAction({ en: "Change …", zh: "改进…" }, "change", view),
      campaignAction({ en: "As files", zh: "导出文件" }, "review", view, zh ? "文件" : "files"),
      campaignAction({ en: "Copy for next year", zh: "复制到明年" }, "copy", view),
    ],
  };
}

/** The same to hand on: Markdown for people, CSV for spreadsheets. */
export function composeReviewFiles(review: CampaignReview, view: CampaignView): Message {
  const name = `review-${view.shop.id}-${view.campaign.id}`.replace(/[^a-z0-9-]/gi, "_");
  const summary = summarize(review, view);
  return {
    ...{ kind: "notice", locale: view.locale, summary, actions: [] },
    blocks: [
      { type: "text", spans: [{ text: summary }] },
      { type: "file", name: `${name}.md`, mime: "text/markdown", content: reviewToMarkdown(review, view) },
      { type: "file", name: `${name}.csv`, mime: "text/csv", content: reviewToCsv(review, view) },
    ],
  };
}

function summarize({ pace: { sales, target } }: CampaignReview, { campaign, shop, locale }: CampaignView): string {
  const zh = locale === "zh";
  const sold = formatMoney(sales, shop.currency, locale);
  const share = target === null || target <= 0 ? null : formatRatio(sales / target, locale);
  const against = share === null ? "" : zh ? `，目标的 ${share}` : `, ${share} of target`;
  return `${campaign.name}${zh ? " 复盘：" : ", review: "}${sold}${against}`;
}

function resultFacts({ pace: { sales, target, lastTime } }: CampaignReview, { shop, locale }: CampaignView): readonly Fact[] {
  const zh = locale === "zh";
  const fact = (label: string, before: number): Fact => ({
    ...{ label, value: formatChange(before > 0 ? sales / before - 1 : null, locale), note: formatMoney(before, shop.currency, locale) },
    tone: sales >= before ? "good" : "bad",
  });
  return [
    ...(target === null ? [] : [fact(zh ? "较目标" : "vs target", target)]),
    ...(lastTime === null ? [] : [fact(zh ? "较上次" : "vs last time", lastTime.close)]),
  ];
}

function effectsText({ pace: { effects, effectsAgainst } }: CampaignReview, { shop, locale }: CampaignView): readonly Block[] {
  if (effects.length === 0) return [];
  const zh = locale === "zh";
  const against = { plan: zh ? "较目标 " : "Against target ", "last-time": zh ? "较上次 " : "Against last time " }[effectsAgainst];
  const parts = effects.map(
    ({ factor, amount }) => `${EFFECT_NAMES[factor][locale]} ${amount > 0 ? "+" : ""}${formatMoney(amount, shop.currency, locale)}`,
  );
  return [{ type: "text", spans: [{ text: against, style: "strong" }, { text: parts.join(" · ") }] }];
}

function moneyFacts(review: CampaignReview, { shop, locale }: CampaignView): readonly Fact[] {
  const zh = locale === "zh";
  const money = (minor: number) => formatMoney(minor, shop.currency, locale);
  const { newCustomers, cameBack, returns, contribution, pace } = review;
  const facts: (Fact | null)[] = [
    { label: zh ? "订单" : "Orders", value: formatCount(pace.orders, locale), tone: "neutral" },
    newCustomers === null
      ? null
      : {
          ...{ label: zh ? "新客" : "New customers", value: formatCount(newCustomers, locale), tone: "neutral" },
          ...(cameBack === null
            ? {}
            : { note: zh ? `其中 ${formatCount(cameBack, locale)} 位已再次下单` : `${formatCount(cameBack, locale)} have ordered again` }),
        },
    returns === null ? null : { label: zh ? "其订单的退款" : "Returns of its orders", value: money(returns), tone: "neutral" },
    pace.adSpend === null ? null : { label: zh ? "广告花费" : "Ad spend", value: money(pace.adSpend), tone: "neutral" },
    contribution === null
      ? null
      : {
          label: zh ? "扣除广告与退款的贡献" : "Contribution after ads and returns",
          value: money(contribution),
          tone: contribution < 0 ? "bad" : "neutral",
        },
  ];
  return facts.filter((fact) => fact !== null);
}

function punctualityTable({ punctuality }: CampaignReview, { campaign, locale }: CampaignView): readonly Block[] {
  if (punctuality.length === 0) return [];
  const zh = locale === "zh";
  const labels = zh ? ["伙伴", "准时", "逾期", "未完成", "接手用时"] : ["Partner", "In time", "Late", "Open", "To accept"];
  return [
    {
      type: "table",
      caption: zh ? "流程准时情况" : "The run sheet's punctuality",
      columns: labels.map((label, index) => ({ label, align: index === 0 ? "left" : "right" })),
      rows: punctuality.map((each) => {
        const late = each.medianLateMs === null ? String(each.late) : `${each.late} (${printDuration(each.medianLateMs, locale)})`;
        const accept = each.medianAcceptMs === null ? "–" : printDuration(each.medianAcceptMs, locale);
        return [ownerName(each.owner, campaign.roles, locale), `${each.inTime}/${each.steps}`, late, String(each.open), accept];
      }),
      more: 0,
    },
  ];
}

const NOTE_TITLES: Readonly<Record<CampaignNote["kind"], Localized>> = {
  keep: { en: "Keep", zh: "保留" },
  change: { en: "Change", zh: "改进" },
};

function noteText(kind: CampaignNote["kind"], { campaign, locale }: CampaignView): readonly Block[] {
  const notes = campaign.notes.filter((note) => note.kind === kind);
  if (notes.length === 0) return [];
  const text = notes.map(({ text: said, by }) => `${said} (${by.name})`).join(" · ");
  return [{ type: "text", spans: [{ text: `${NOTE_TITLES[kind][locale]} `, style: "strong" }, { text }] }];
}

function reviewToMarkdown(review: CampaignReview, view: CampaignView): string {
  const { campaign, shop, locale } = view;
  const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
  const section = (kind: CampaignNote["kind"]) => {
    const notes = campaign.notes.filter((note) => note.kind === kind);
    return notes.length === 0
      ? []
      : ["", `## ${NOTE_TITLES[kind][locale]}`, "", ...notes.map(({ text, by }) => `- ${cell(text)} (${cell(by.name)})`)];
  };
  const late = ({ late: count, medianLateMs }: Punctuality) =>
    medianLateMs === null ? String(count) : `${count} (${printDuration(medianLateMs, locale)})`;
  return [
    `# ${cell(campaign.name)} · ${cell(shop.name)}`,
    "",
    mainDates(view),
    "",
    ...factsOf(review, view).map(({ label, value, note }) => `- **${label}**: ${value}${note === undefined ? "" : ` (${note})`}`),
    ...(review.punctuality.length === 0 ? [] : ["", "| | in time | late | open |", "|---|---|---|---|"]),
    ...review.punctuality.map(
      (each) => `| ${cell(ownerName(each.owner, campaign.roles, locale))} | ${each.inTime}/${each.steps} | ${late(each)} | ${each.open} |`,
    ),
    ...section("keep"),
    ...section("change"),
    "",
  ].join("\n");
}

function factsOf(review: CampaignReview, view: CampaignView): readonly Fact[] {
  const sold: Fact = {
    label: view.locale === "zh" ? "净销售额" : "Net sales",
    value: formatMoney(review.pace.sales, view.shop.currency, view.locale),
    tone: "neutral",
  };
  return [sold, ...resultFacts(review, view), ...moneyFacts(review, view)];
}

/** Plain numbers for a spreadsheet: one a line, money as decimals. */
function reviewToCsv({ pace, ...review }: CampaignReview, { campaign, shop }: CampaignView): string {
  const money = (minor: number | null) => (minor === null ? "" : toDecimalString(minor, shop.currency));
  const count = (value: number | null) => (value === null ? "" : String(value));
  const effects = pace.effects.map(({ factor, amount }) => [`effect_${factor}`, money(amount)] as const);
  const rows: readonly (readonly [string, string])[] = [
    ["campaign", campaign.name.replace(/^[=+\-@]/, "'$&")],
    ["currency", shop.currency],
    ["net_sales", money(pace.sales)],
    ["target", money(pace.target)],
    ["last_time", money(pace.lastTime?.close ?? null)],
    ["orders", count(pace.orders)],
    ...effects,
    ["new_customers", count(review.newCustomers)],
    ["new_customers_came_back", count(review.cameBack)],
    ["returns", money(review.returns)],
    ["ad_spend", money(pace.adSpend)],
    ["contribution", money(review.contribution)],
  ];
  return [
    "name,value",
    ...rows.map(([name, value]) => `${name},${/[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value}`),
    "",
  ].join("\r\n");
}
