/** Messages as the bot makes them, for the console's tests. */
import type { ChartSpec, Message } from "../../../src/core/messages/message.ts";

export const HOSTILE =
  "<img src=x onerror=\"document.title='owned'\">\u001b]0;owned\u0007\u202egnp.exe @everyone <script>document.title='owned'</script>";

const CHART: ChartSpec = {
  kind: "line",
  title: "Net sales by day",
  subtitle: "8–21 Nov 2026, EUR",
  categories: ["Nov 8", "Nov 9", "Nov 10", "Nov 11", "Nov 12", "Nov 13", "Nov 14"],
  series: [
    { name: "this period", values: [4120, 3980, 4300, 9870, 5120, null, 4630], emphasis: "main" },
    { name: "the period before", values: [3900, 4010, 3870, 4200, 4350, 4410, 4120], emphasis: "comparison" },
  ],
  format: { unit: "money", currency: "EUR" },
  locale: "en",
};

export const SALES: Message = {
  kind: "answer",
  locale: "en",
  summary: "Net sales, Lantern & Loom, Sat 21 Nov 2026: €12,431.80 (▲ 12.4% · Fri 20 Nov 2026: €11,060.30)",
  blocks: [
    {
      type: "headline",
      label: "Net sales · Lantern & Loom",
      value: "€12,431.80",
      period: "Sat 21 Nov 2026",
      facts: [
        { label: "vs the period before", value: "▲ 12.4%", note: "Fri 20 Nov 2026: €11,060.30", tone: "good" },
        { label: "vs same weekday last year", value: "▼ 3.1%", note: "Sat 22 Nov 2025: €12,829.50", tone: "bad" },
      ],
    },
    {
      type: "table",
      caption: "Net sales · Channel",
      columns: [
        { label: "Channel", align: "left" },
        { label: "Net sales", align: "right" },
        { label: "Change", align: "right" },
        { label: "Share", align: "right" },
      ],
      rows: [
        ["Online shop", "€8,120.40", "▲ 15.2%", "65.3%"],
        ["Paid social", "€2,310.10", "▼ 4.0%", "18.6%"],
        ["淘宝 Marketplace", "€1,204.00", "▲ 31.7%", "9.7%"],
        ["Point of sale", "€797.30", "▲ 2.2%", "6.4%"],
      ],
      more: 3,
    },
    { type: "chart", chart: CHART, alt: "Net sales by day: between €3,980 and €9,870, highest on Nov 11." },
    {
      type: "context",
      lines: [
        "Net sales = gross - discounts - returns; returns count on their own day.",
        "Sat 21 Nov 2026, Europe/Berlin, EUR · orders through 22 Nov 09:41",
        "Simulated shop: these numbers are made up.",
      ],
    },
  ],
  actions: [
    { label: "By channel", words: "sales yesterday by channel", style: "primary" },
    { label: "vs last year", words: "sales yesterday vs last year", style: "normal" },
    { label: "By product", words: "sales yesterday by product", style: "normal" },
    { label: "CSV", words: "sales yesterday as csv", style: "normal" },
  ],
  data: { question: "sales yesterday", metric: "sales", unit: "money", currency: "EUR", value: "12431.80" },
};

export const KPI: Message = {
  ...SALES,
  summary: "Key figures, Lantern & Loom, last week",
  blocks: [
    ...SALES.blocks.slice(0, 1),
    {
      type: "facts",
      facts: [
        { label: "Orders", value: "312", note: "▲ 8.0% · 9–15 Nov 2026: 289", tone: "good" },
        { label: "Traffic", value: "14,204", note: "▲ 2.1% · 9–15 Nov 2026: 13,912", tone: "good" },
        { label: "Conversion", value: "2.20%", note: "▲ 5.8% · 9–15 Nov 2026: 2.08%", tone: "good" },
        { label: "Average order value", value: "€39.84", note: "▼ 1.2% · 9–15 Nov 2026: €40.32", tone: "bad" },
        { label: "Refunds", value: "€412.00", note: "▲ 22.9% · 9–15 Nov 2026: €335.30", tone: "bad" },
        { label: "ROAS", value: "4.1×", tone: "neutral" },
      ],
    },
    ...SALES.blocks.slice(3),
  ],
};

export const CSV: Message = {
  ...SALES,
  blocks: [
    ...SALES.blocks.slice(0, 1),
    { type: "file", name: "sales 销售额.csv", mime: "text/csv", content: 'channel,sales\nOnline shop,8120.40\n"a\nb",1.00\n' },
  ],
};

export const PROBLEM: Message = {
  kind: "problem",
  locale: "en",
  summary: "I know no metric “slaes”. Did you mean sales?",
  blocks: [
    {
      type: "text",
      spans: [
        { text: "I know no metric " },
        { text: "slaes", style: "code" },
        { text: ". Did you mean one of these? For example " },
        { text: "/sales yesterday", style: "strong" },
      ],
    },
  ],
  actions: [{ label: "sales yesterday", words: "sales yesterday", style: "primary" }],
};

export const ATTACK: Message = {
  kind: "answer",
  locale: "en",
  summary: HOSTILE,
  blocks: [
    {
      type: "headline",
      label: HOSTILE,
      value: HOSTILE,
      period: HOSTILE,
      facts: [{ label: HOSTILE, value: HOSTILE, note: HOSTILE, tone: "bad" }],
    },
    {
      type: "text",
      spans: [
        { text: HOSTILE, style: "strong" },
        { text: HOSTILE, style: "code" },
      ],
    },
    { type: "facts", facts: [{ label: HOSTILE, value: HOSTILE, note: HOSTILE, tone: "good" }] },
    { type: "table", caption: HOSTILE, columns: [{ label: HOSTILE, align: "left" }], rows: [[HOSTILE]], more: 0 },
    { type: "context", lines: [HOSTILE] },
  ],
  actions: [{ label: HOSTILE, words: HOSTILE, style: "normal" }],
};
