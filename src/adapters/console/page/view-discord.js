/** Draws the payload that the Discord adapter would send, roughly as Discord's desktop app shows it. */
import { el } from "./dom.js";
import { discordText } from "./format.js";
import { say } from "./texts.js";
import { chartAddress, clock } from "./view-answer.js";

const PRIMARY = 1;

/** @param {(words: string) => void} press what a button does */
export function viewDiscord(reply, press) {
  const { content = "", embeds = [], components = [], files = [] } = reply.discord;
  let pictures = 0;
  const nextChart = () => chartAddress(reply, pictures++);
  const head = el(
    "p",
    { class: "look-name" },
    el("strong", {}, "Shopbell"),
    el("span", { class: "look-badge" }, say("appBadge")),
    clock(reply),
  );
  const attached = files.filter(({ name }) => !/\.png$/.test(name)).map(({ name }) => el("p", { class: "look-file" }, name));
  let buttons = 0;
  const rows = components.map(({ components: row }) =>
    el(
      "div",
      { class: "discord-row" },
      ...row.map(({ label, style, custom_id: id }) => {
        const action = reply.view.actions[buttons++];
        // Long words are kept in the store under a token, which only the bot can look up.
        const words = id.startsWith("w:") ? id.slice(2) : action?.words;
        return el("button", { type: "button", class: style === PRIMARY ? "primary" : null, onclick: () => press(words ?? label) }, label);
      }),
    ),
  );
  return el(
    "div",
    { class: "look discord", lang: reply.view.locale },
    el("img", { class: "look-avatar", src: "/console/page/icon.svg", alt: "" }),
    el(
      "div",
      { class: "look-body" },
      head,
      el("div", { class: "discord-content" }, ...discordText(content)),
      ...embeds.map((embed) => viewEmbed(embed, nextChart)),
      ...attached,
      ...rows,
      reply.onlyForAsker ? el("p", { class: "discord-footer" }, say("onlyYou")) : null,
    ),
  );
}

function viewEmbed({ title, description, fields = [], footer, image, color }, nextChart) {
  const embed = el(
    "div",
    { class: "discord-embed" },
    title === undefined ? null : el("div", { class: "discord-title" }, ...discordText(title)),
    description === undefined ? null : el("div", { class: "discord-description" }, ...discordText(description)),
    fields.length === 0 ? null : el("div", { class: "discord-fields" }, ...fields.map(viewField)),
    image === undefined ? null : el("img", { class: "discord-image", src: nextChart(), alt: "" }),
    footer === undefined ? null : el("p", { class: "discord-footer" }, footer.text),
  );
  if (color !== undefined) embed.style.setProperty("--embed-color", `#${color.toString(16).padStart(6, "0")}`);
  return embed;
}

function viewField({ name, value, inline }) {
  return el(
    "div",
    { class: inline ? "inline" : null },
    el("div", { class: "discord-field-name" }, ...discordText(name)),
    el("div", {}, ...discordText(value)),
  );
}
