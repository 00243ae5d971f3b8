/** A review as files to hand on: Markdown for people, CSV for a spreadsheet. */
import type { CampaignNote } from "../campaigns/campaign.ts";
import type { CampaignReview } from "../campaigns/review.ts";
import { formatMoney } from "../format.ts";
import { METRICS } from "../metrics/catalogue.ts";
import { toDecimalString } from "../money.ts";
import { type CampaignView, mainDates, ownerName } from "./campaign-parts.ts";
import type { Fact, Message } from "./message.ts";
import {
  describeEffects,
  moneyFacts,
  NOTE_TITLES,
  PUNCTUALITY_LABELS,
  punctualityRow,
  resultFacts,
  summarizeReview,
  targetResults,
} from "./review-facts.ts";

const HOUR_MS = 3_600_000;

export function composeReviewFiles(review: CampaignReview, view: CampaignView): Message {
  const name = `review-${view.shop.id}-${view.campaign.id}`.replace(/[^a-z0-9-]/gi, "_");
  const summary = summarizeReview(review, view);
  return {
    ...{ kind: "notice", locale: view.locale, summary, actions: [] },
    blocks: [
      { type: "text", spans: [{ text: summary }] },
      { type: "file", name: `${name}.md`, mime: "text/markdown", content: reviewToMarkdown(review, view) },
      { type: "file", name: `${name}.csv`, mime: "text/csv", content: reviewToCsv(review, view) },
    ],
  };
}

function reviewToMarkdown(review: CampaignReview, view: CampaignView): string {
  const { campaign, shop, locale } = view;
  const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
  const row = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  const effects = describeEffects(review, view);
  const section = (kind: CampaignNote["kind"]) => {
    const notes = campaign.notes.filter((note) => note.kind === kind);
    return notes.length === 0
      ? []
      : ["", `## ${NOTE_TITLES[kind][locale]}`, "", ...notes.map(({ text, by }) => `- ${cell(text)} (${cell(by.name)})`)];
  };
  const labels = PUNCTUALITY_LABELS[locale];
  const punctuality = [row(labels), row(labels.map(() => "---")), ...review.punctuality.map((each) => row(punctualityRow(each, view)))];
  return [
    `# ${cell(campaign.name)} · ${cell(shop.name)}`,
    "",
    mainDates(view),
    "",
    ...factsOf(review, view).map(({ label, value, note }) => `- **${label}**: ${value}${note === undefined ? "" : ` (${note})`}`),
    ...(effects === null ? [] : ["", `**${effects.against}**: ${effects.parts}`]),
    ...(review.punctuality.length === 0 ? [] : ["", ...punctuality]),
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
  return [sold, ...resultFacts(review, view), ...targetResults(review, view), ...moneyFacts(review, view)];
}

/** Plain numbers: one a line, money as decimals, rates as they are, times in hours. What is not known is empty. */
function reviewToCsv({ pace, ...review }: CampaignReview, { campaign, shop, locale }: CampaignView): string {
  const money = (minor: number | null) => (minor === null ? "" : toDecimalString(minor, shop.currency));
  const count = (value: number | null) => (value === null ? "" : String(value));
  const hours = (ms: number | null) => (ms === null ? "" : (ms / HOUR_MS).toFixed(2));
  const rows: readonly (readonly [string, string])[] = [
    ["campaign", campaign.name],
    ["currency", shop.currency],
    ["net_sales", money(pace.sales)],
    ["target", money(pace.target)],
    ["last_time", money(pace.lastTime?.close ?? null)],
    ["orders", count(pace.orders)],
    ...review.results.flatMap(({ metric, target, value }): readonly (readonly [string, string])[] => {
      const print = METRICS[metric].unit === "money" ? money : count;
      return [
        [`result_${metric}`, print(value)],
        [`target_${metric}`, print(target)],
      ];
    }),
    ...pace.effects.map(({ factor, amount }) => [`effect_${factor}`, money(amount)] as const),
    ["new_customers", count(review.newCustomers)],
    ["new_customers_came_back", count(review.cameBack)],
    ["returns", money(review.returns)],
    ["ad_spend", money(pace.adSpend)],
    ["budget", money(pace.budget)],
    ["contribution", money(review.contribution)],
    ...review.punctuality.flatMap((each): readonly (readonly [string, string])[] => {
      const who = ownerName(each.owner, campaign.roles, locale);
      return [
        [`steps: ${who}`, String(each.steps)],
        [`steps_in_time: ${who}`, String(each.inTime)],
        [`steps_late: ${who}`, String(each.late)],
        [`steps_open: ${who}`, String(each.open)],
        [`hours_late: ${who}`, hours(each.medianLateMs)],
        [`hours_to_accept: ${who}`, hours(each.medianAcceptMs)],
        [`hours_to_finish: ${who}`, hours(each.medianFinishMs)],
      ];
    }),
    ...campaign.notes.map(({ kind, text }) => [kind, text] as const),
  ];
  return ["name,value", ...rows.map(([name, value]) => `${csvCell(name)},${csvCell(value)}`), ""].join("\r\n");
}

/** A text that a spreadsheet would take for a formula is marked as text; an amount below zero is a number. */
function csvCell(text: string): string {
  const safe = /^-\d+(?:\.\d+)?$/.test(text) ? text : text.replace(/^[=+\-@]/, "'$&");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
