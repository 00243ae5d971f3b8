/** Draws the Block Kit that the Slack adapter would send, roughly as Slack's desktop app shows it. */
import { el } from "./dom.js";
import { slackText, unescapeSlack } from "./format.js";
import { say } from "./texts.js";
import { chartAddress, clock } from "./view-answer.js";

/** @param {(words: string) => void} press what a button does */
export function viewSlack(reply, press) {
  const { blocks = [], attachments = [] } = reply.slack;
  let pictures = 0;
  const context = { nextChart: () => chartAddress(reply, pictures++), press };
  const head = el(
    "p",
    { class: "look-name" },
    el("strong", {}, "Shopbell"),
    el("span", { class: "look-badge" }, say("appBadge")),
    clock(reply),
  );
  const onlyYou = reply.onlyForAsker ? el("p", { class: "slack-context" }, say("onlyYou")) : null;
  const body = blocks.map((block) => (VIEWS[block.type] ?? unknown)(block, context));
  const missing = charts(reply)
    .slice(pictures)
    .map((chart) => el("img", { class: "slack-image", src: context.nextChart(), alt: chart.alt }));
  const files = attachments.map(({ name }) => el("p", { class: "look-file" }, name));
  return el(
    "div",
    { class: "look slack", lang: reply.view.locale },
    el("img", { class: "look-avatar", src: "/console/page/icon.svg", alt: "" }),
    el("div", { class: "look-body" }, onlyYou, head, ...body, ...missing, ...files),
  );
}

function charts(reply) {
  return reply.view.blocks.filter((block) => block.type === "chart");
}

const VIEWS = {
  header: ({ text }) => el("p", { class: "slack-header" }, unescapeSlack(text.text)),
  divider: () => el("hr"),
  section: ({ text, fields = [] }) =>
    el(
      "div",
      { class: "slack-section" },
      text === undefined ? null : line(text),
      fields.length === 0 ? null : el("div", { class: "slack-fields" }, ...fields.map(line)),
    ),
  context: ({ elements }) => el("div", { class: "slack-context" }, ...elements.map(line)),
  image: ({ alt_text }, { nextChart }) => el("img", { class: "slack-image", src: nextChart(), alt: alt_text }),
  actions: ({ elements }, { press }) =>
    el(
      "div",
      { class: "slack-actions" },
      ...elements.map((button) =>
        el("button", { type: "button", class: button.style ?? null, onclick: () => press(button.value) }, unescapeSlack(button.text.text)),
      ),
    ),
  table: ({ rows, column_settings: settings = [] }) =>
    el(
      "div",
      { class: "slack-table", tabindex: "0", role: "region", "aria-label": "Slack" },
      el(
        "table",
        {},
        el(
          "tbody",
          {},
          ...rows.map((row) =>
            el(
              "tr",
              {},
              ...row.map((cell, index) => el("td", { class: settings[index]?.align === "right" ? "number" : null }, cell.text ?? "")),
            ),
          ),
        ),
      ),
    ),
  rich_text: ({ elements }) => el("div", { class: "slack-rich" }, ...elements.map(richPart)),
};

function line(object) {
  return el("p", {}, ...(object.type === "mrkdwn" ? slackText(object.text) : [unescapeSlack(object.text)]));
}

function richPart(part) {
  const runs = part.elements.map(({ text = "", style = {} }) => {
    if (style.code) return el("code", {}, text);
    return style.bold ? el("strong", {}, text) : text;
  });
  return el(part.type === "rich_text_preformatted" ? "pre" : "p", {}, ...runs);
}

function unknown({ type }) {
  return el("p", { class: "slack-context" }, `[${type}]`);
}
