/** The small words: what introduces a clause, what asks for a form, and what says nothing. */
import type { AnswerForm, Dimension } from "../../core/questions/question.ts";

export type Keyword = "by" | "in" | "vs" | "for" | "as";

/** What begins each clause. The first of each language is printed. */
export const KEYWORDS: Readonly<Record<Keyword, readonly string[]>> = {
  by: [
    "by",
    "per",
    "for each",
    "by each",
    "split by",
    "grouped by",
    "group by",
    "broken down by",
    "按",
    "分",
    "各",
    "按照",
    "每个",
    "各个",
    "按各",
  ],
  in: [
    "in",
    "where",
    "from",
    "via",
    "through",
    "with",
    "using",
    "only",
    "only in",
    "only from",
    "来自",
    "通过",
    "使用",
    "用了",
    "仅",
    "只看",
    "仅看",
    "在",
  ],
  vs: [
    "vs",
    "vs.",
    "v",
    "v.",
    "versus",
    "against",
    "compared to",
    "compared with",
    "compare to",
    "compare with",
    "in comparison to",
    "in comparison with",
    "对比",
    "相比",
    "比",
    "比较",
    "较",
    "对",
  ],
  for: ["for", "at", "店铺", "门店"],
  as: ["as", "as a", "as an", "in a", "以", "用"],
};

/** 和上周相比: words that open a comparison only where one follows. */
export const WEAK_VS: readonly string[] = ["with", "和", "与", "跟", "同", "相对", "相较", "相较于"];
/** What may close a Chinese comparison. */
export const VS_CLOSERS: readonly string[] = ["相比", "比", "对比", "比较", "相比较"];

export const FORM_WORDS: readonly (readonly [phrase: string, form: AnswerForm])[] = [
  ...["chart", "graph", "plot", "line chart", "bar chart", "图表", "图", "画图", "作图", "折线图", "柱状图", "趋势图"].map(
    (word) => [word, "chart"] as const,
  ),
  ...["table", "表格", "表", "列表"].map((word) => [word, "table"] as const),
  ...["csv", "csv file", "file", "export", "download", "导出", "导出csv", "下载", "导出表格"].map((word) => [word, "csv"] as const),
  ...["message", "text", "文字", "消息"].map((word) => [word, "message"] as const),
];

/** A breakdown said in one word. */
export const BREAKDOWN_WORDS: readonly (readonly [phrase: string, dimension: Dimension])[] = [
  ...["hourly", "每小时", "每个小时", "逐小时", "分时"].map((word) => [word, "hour"] as const),
  ...["daily", "day by day", "每天", "每日", "逐日", "逐天"].map((word) => [word, "day"] as const),
  ...["weekly", "week by week", "每周", "每星期", "逐周"].map((word) => [word, "week"] as const),
  ...["monthly", "month by month", "每月", "每个月", "逐月"].map((word) => [word, "month"] as const),
];

/** On which day returns count. The first of each language is printed. */
export const RETURNS_CLOCKS: readonly (readonly [phrase: string, clock: "order-day" | "own-day"])[] = [
  ...["by order day", "by order date", "by the order's day", "按下单日", "by 下单日", "按下单日期", "按订单日", "按订单日期"].map(
    (word) => [word, "order-day"] as const,
  ),
  ...["by refund day", "by refund date", "by return day", "按退款日", "按退款日期"].map((word) => [word, "own-day"] as const),
];

export const TOP_WORDS: readonly string[] = ["top", "best", "bottom", "worst", "best selling", "前", "排名前", "top of"];

/** What may open a filter; "for" and "of" only before a name the place knows. */
export const FILTER_OPENERS: readonly string[] = [...KEYWORDS.in, "for", "of", "on", "by way of", "仅限", "限"];
/** Every value of a dimension: takes a filter back. */
export const ALL_WORDS: readonly string[] = ["all", "all the", "any", "every", "全部", "所有", "不限"];
/** "in csv" is a form, though "in" begins a filter. */
export const FORM_OPENERS: readonly string[] = [...KEYWORDS.as, "in", "into", "to", "to a", "成", "为"];

/** Polite, connecting and asking words: read over. */
export const FILLERS: readonly string[] = [
  ..."so far,may i,may we,can i,up to now,到现在,到目前,到目前为止,截至目前,截止目前,目前".split(","),
  ..."a an the of our my your their its is are was were be been do does did has have had will can could would should i we us me you it".split(
    " ",
  ),
  ..."show give tell get see find list display report compare want need like please pls hey hi hello ok okay so now just also".split(" "),
  ..."what what's which how how's much many looking look going go doing whats hows and with about on to than then there this that".split(
    " ",
  ),
  ..."number numbers figure figures data result results value total overall shop shopbell bot amount level performance perform sold sell".split(
    " ",
  ),
  ..."的 了 呢 吗 吧 啊 是 看 看看 看下 看一下 一下 请 请问 给 给我 帮我 我 我们 我想 想 想看 要 查 查看 查询 查一下 显示 告诉我 统计".split(
    " ",
  ),
  ..."多少 有多少 是多少 怎么样 怎样 如何 情况 数据 一共 总共 共 有 和 与 及 以及 期间 那 这 个 拆分 划分 细分 分组 汇总 排名 排行 名 来 做 走势 趋势 里 中 内 我们的 方式 形式 生成".split(
    " ",
  ),
];
