/** Draws an answer as the console shows it. */
import { el, hidden } from "./dom.js";
import { shownTheme } from "./settings.js";
import { say } from "./texts.js";

/** @returns {Node[]} */
export function viewAnswer(reply) {
  return reply.view.blocks.map((block) => VIEWS[block.type](block, reply));
}

export function chartAddress(reply, index) {
  return `/console/chart/${encodeURIComponent(reply.id)}/${index}.png?theme=${shownTheme()}`;
}

/** When the answer came, as a chat shows it beside the name. */
export function clock({ receivedAtMs }) {
  const at = new Date(receivedAtMs);
  return el("time", { datetime: at.toISOString() }, at.toLocaleTimeString(undefined, { hour: "numeric", minute: "2-digit" }));
}

const VIEWS = { headline, text, facts, table, chart, file, context };

function headline({ label, value, period, facts }) {
  return el(
    "header",
    { class: "headline" },
    el("p", { class: "headline-label" }, el("strong", {}, label), " ", el("span", {}, period)),
    el("p", { class: "headline-value" }, value),
    facts.length === 0 ? null : comparisons(facts),
  );
}

/** What the headline is compared with: the change carries the tone, the note says against which number. */
function comparisons(list) {
  const entry = ({ label, value, note, tone }) =>
    el(
      "div",
      {},
      el("dt", {}, label),
      el("dd", {}, toned("change", value, tone), note === undefined ? null : el("span", { class: "note" }, note)),
    );
  return el("dl", { class: "comparisons" }, ...list.map(entry));
}

/** Figures of their own: the note tells the change and carries the tone. */
function facts({ facts: list }) {
  const entry = ({ label, value, note, tone }) =>
    el(
      "div",
      {},
      el("dt", {}, label),
      el("dd", {}, el("span", { class: "fact-value" }, value), note === undefined ? null : toned("note", note, tone)),
    );
  return el("dl", { class: "facts" }, ...list.map(entry));
}

/** The text's arrow says up or down; whether that is good is said with a sign, a colour and, unseen, a word. */
function toned(kind, words, tone) {
  // "▲ 8.0% · 2–8 Nov: 289" is two things said: better broken between them than within one.
  const parts = words.split(" · ").flatMap((part, index) => [index === 0 ? "" : " · ", el("span", { class: "part" }, part)]);
  if (tone === "neutral") return el("span", { class: kind }, ...parts);
  const sign = el("span", { class: "sign", "aria-hidden": "true" }, tone === "good" ? "✓" : "!");
  return el("span", { class: `${kind} ${tone}` }, sign, ...parts, hidden(` (${say(tone)})`));
}

function text({ spans }) {
  return el(
    "p",
    { class: "words" },
    ...spans.map((span) => (span.style === undefined ? span.text : el(span.style === "strong" ? "strong" : "code", {}, span.text))),
  );
}

function table({ caption, columns, rows, more }) {
  const cells = (tag, row) =>
    columns.map(({ align }, index) =>
      el(tag, { class: align === "right" ? "number" : null, scope: tag === "th" ? "col" : null }, row[index] ?? ""),
    );
  const grid = el(
    "table",
    {},
    caption === "" ? null : el("caption", {}, caption),
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        ...cells(
          "th",
          columns.map((column) => column.label),
        ),
      ),
    ),
    el("tbody", {}, ...rows.map((row) => el("tr", {}, ...cells("td", row)))),
  );
  return el(
    "div",
    { class: "table", role: "region", "aria-label": caption === "" ? null : caption, tabindex: "0" },
    grid,
    more > 0 ? el("p", { class: "more" }, say("more", { count: more })) : null,
  );
}

function chart({ index, title, subtitle, alt, text: asText }, reply) {
  const picture = el("img", { src: chartAddress(reply, index), alt, decoding: "async", "data-chart": index });
  const letters = el("details", {}, el("summary", {}, say("chartText")), el("pre", { tabindex: "0" }, asText));
  const figure = el("figure", { class: "chart", "aria-label": [title, subtitle].filter(Boolean).join(", ") }, picture, letters);
  picture.addEventListener("error", () => {
    picture.replaceWith(el("p", { class: "notice" }, say("chartGone")));
    letters.open = true;
  });
  document.addEventListener("themechange", () => {
    picture.src = chartAddress(reply, index);
  });
  return figure;
}

function file({ index, name, rows }, reply) {
  const address = `/console/file/${encodeURIComponent(reply.id)}/${index}`;
  return el(
    "p",
    { class: "file" },
    el("a", { href: address, download: name, class: "download" }, say("download", { name })),
    rows === null ? null : el("span", {}, say("rows", { count: rows })),
  );
}

function context({ lines }) {
  return el("div", { class: "small-print" }, ...lines.map((line) => el("p", {}, line)));
}
