/** Planning a campaign and noting what was learned, by form: what is filled in becomes the same words. */
import type { FormSpec } from "../../core/forms/form.ts";
import type { Localized } from "../../core/locale.ts";

const REVERSED: Localized = { en: "The last day is before the first.", zh: "最后一天早于第一天。" };

const PLAN: FormSpec = {
  openedBy: ["campaign new", "campaign 新建"],
  title: { en: "Plan a campaign", zh: "新建活动" },
  submit: { en: "Plan it", zh: "创建" },
  fields: [
    {
      ...{ name: "name", required: true, initial: [] },
      input: { kind: "text" },
      label: { en: "Name", zh: "名称" },
      hint: { en: "Such as Double 11; the same name every year", zh: "例如 双11；每年用同一名称" },
    },
    {
      ...{ name: "first-day", required: true, initial: [] },
      input: { kind: "date" },
      label: { en: "First day", zh: "第一天" },
      hint: { en: "From midnight in the shop's time zone", zh: "店铺时区零点开始" },
    },
    {
      ...{ name: "last-day", required: true, initial: [] },
      input: { kind: "date" },
      label: { en: "Last day", zh: "最后一天" },
      hint: { en: "Included", zh: "含当天" },
    },
    {
      ...{ name: "target", required: false, initial: [] },
      input: { kind: "text" },
      label: { en: "Target for net sales", zh: "净销售额目标" },
      hint: { en: "In the shop's currency, such as 120000; empty = none", zh: "店铺货币，例如 120000；留空表示无" },
    },
    {
      ...{ name: "shop", required: true, initial: [] },
      input: { kind: "choice", choices: "shops" },
      label: { en: "Shop", zh: "店铺" },
      hint: { en: "Whose campaign it is", zh: "哪个店铺的活动" },
    },
  ],
  toWords: ({ name = [], target = [], shop = [], ...days }) => {
    const [first = "", last = ""] = [days["first-day"]?.[0], days["last-day"]?.[0]];
    if (last < first) return { ok: false, problems: { "last-day": REVERSED } };
    const amount = target[0]?.replace(/[\s,]/g, "");
    if (amount !== undefined && !/^\d+(\.\d+)?$/.test(amount)) {
      return { ok: false, problems: { target: { en: "Write an amount such as 120000.", zh: "请填写金额，例如 120000。" } } };
    }
    const words = [
      "campaign new",
      quote(name[0] ?? ""),
      `${first}..${last}`,
      ...(amount === undefined ? [] : [`target sales ${amount}`]),
      ...(shop[0] === undefined ? [] : [`for ${shop[0]}`]),
    ];
    return { ok: true, words: words.join(" ") };
  },
};

function noteForm(kind: "keep" | "change", openedBy: FormSpec["openedBy"], title: Localized, hint: Localized): FormSpec {
  return {
    ...{ openedBy, takesSubject: true, title },
    submit: { en: "Note it", zh: "记下" },
    fields: [{ ...{ name: "text", required: true, initial: [] }, input: { kind: "text" }, label: title, hint }],
    toWords: ({ text = [] }, _locale, subject) => {
      const words = ["campaign", kind, ...(subject === null ? [] : [subject]), quote(text[0] ?? "")];
      return { ok: true, words: words.join(" ") };
    },
  };
}

const KEEP = noteForm(
  "keep",
  ["campaign keep", "campaign 保留"],
  { en: "What to keep", zh: "要保留什么" },
  { en: "What went well this time", zh: "这次做得好的地方" },
);
const CHANGE = noteForm(
  "change",
  ["campaign change", "campaign 改进"],
  { en: "What to change", zh: "要改进什么" },
  { en: "What should go otherwise next time", zh: "下次应怎么做" },
);

export const CAMPAIGN_FORMS: readonly FormSpec[] = [PLAN, KEEP, CHANGE];

/** A quotation mark inside would end the name. */
function quote(text: string): string {
  return `"${text.replaceAll('"', "'")}"`;
}
