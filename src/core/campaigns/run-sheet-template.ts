/** Run sheets to begin with: what a campaign of a kind needs, and when. */
import { createTranslator, type Locale, type Localized } from "../locale.ts";
import type { CampaignStep, StepDue } from "./campaign.ts";
import { parseStepDue } from "./run-sheet.ts";

export const CAMPAIGN_KINDS = ["sale", "launch"] as const;
export type CampaignKind = (typeof CAMPAIGN_KINDS)[number];

/** Role that has it, when it is due, what it waits for (by place in the list, from 1). */
type TemplateStep = readonly [due: string, role: string, title: Localized, ...after: number[]];

/** From what goes wrong most: goods, prices, pages, checkout, money, and people who know who answers on the day. */
const SALE: readonly TemplateStep[] = [
  ["T-28d 18:00", "lead", { en: "Offer, targets and budget are decided", zh: "确定优惠、目标与预算" }],
  ["T-24d 18:00", "stock", { en: "Stock is ordered and its arrival confirmed", zh: "备货下单并确认到货时间" }, 1],
  ["T-21d 18:00", "service", { en: "Shipping and returns partners have confirmed their capacity", zh: "物流与退货伙伴确认产能" }, 1],
  ["T-14d 18:00", "design", { en: "Pages and pictures are finished", zh: "页面与素材完成" }, 1],
  ["T-12d 18:00", "ads", { en: "Audiences, campaigns and bids are set up", zh: "人群、广告计划与出价就绪" }, 1, 4],
  ["T-10d 18:00", "email", { en: "Mails and messages are written and scheduled", zh: "邮件与短信写好并排期" }, 4],
  ["T-7d 18:00", "stock", { en: "Goods have arrived and are counted", zh: "货品到仓并完成盘点" }, 2],
  ["T-5d 18:00", "tech", { en: "Prices and coupons are set and tested in the shop", zh: "价格与优惠券已配置并测试" }, 1],
  [
    "T-3d 18:00",
    "tech",
    { en: "Checkout, payment and load are tested on phone and desktop", zh: "手机与电脑端结账、支付与压力测试完成" },
    8,
  ],
  ["T-2d 18:00", "service", { en: "Service knows the offer, with answers and shifts for the days", zh: "客服熟悉优惠，话术与排班就绪" }, 8],
  ["T-1d 12:00", "lead", { en: "Go or no-go: everything above is signed off", zh: "放行确认：以上各项全部签收" }, 5, 6, 7, 9, 10],
  ["T", "tech", { en: "Prices are live and the first order has gone through", zh: "价格已生效，首单走通" }, 11],
  ["main end", "tech", { en: "Prices, banners and coupons are taken back", zh: "价格、横幅与优惠券已恢复" }, 12],
  ["main end+2d 18:00", "service", { en: "All orders are shipped or their buyers told", zh: "订单全部发出或已通知买家" }],
];

const LAUNCH: readonly TemplateStep[] = [
  ["T-28d 18:00", "lead", { en: "Product, price and date are decided", zh: "确定产品、价格与上市日期" }],
  ["T-14d 18:00", "stock", { en: "First stock has arrived and is counted", zh: "首批货品到仓并完成盘点" }, 1],
  ["T-12d 18:00", "design", { en: "Product page, pictures and texts are finished", zh: "商品页、图片与文案完成" }, 1],
  ["T-7d 18:00", "email", { en: "Announcement and waiting list are ready", zh: "预告与预约名单就绪" }, 3],
  ["T-5d 18:00", "ads", { en: "Ads are set up", zh: "广告就绪" }, 3],
  ["T-3d 18:00", "tech", { en: "The page sells in a test order, on phone and desktop", zh: "手机与电脑端测试下单成功" }, 3],
  ["T-2d 18:00", "service", { en: "Service knows the product and its questions", zh: "客服熟悉产品与常见问题" }, 3],
  ["T-1d 12:00", "lead", { en: "Go or no-go: everything above is signed off", zh: "放行确认：以上各项全部签收" }, 2, 4, 5, 6, 7],
  ["T", "tech", { en: "The product is live and the first order has gone through", zh: "产品已上架，首单走通" }, 8],
];

const TEMPLATES: Readonly<Record<CampaignKind, readonly TemplateStep[]>> = { sale: SALE, launch: LAUNCH };

/** A template's step in the reader's language, as long as nobody has worded it otherwise. */
export const translateStep = createTranslator(Object.values(TEMPLATES).flatMap((steps) => steps.map(([, , title]) => title)));

/** Numbered from 1, owned by roles, nothing of it done. */
export function templateSteps(kind: CampaignKind, locale: Locale): readonly CampaignStep[] {
  return TEMPLATES[kind].map(([due, role, title, ...after], index) => ({
    ...{ number: index + 1, title: title[locale], owner: { type: "role", role }, after, due: requireDue(due) },
    ...{ evidence: null, done: null, handoffs: [] },
  }));
}

function requireDue(text: string): StepDue {
  const due = parseStepDue(text);
  if (due === null) throw new Error(`no due time in a template: ${text}`);
  return due;
}
