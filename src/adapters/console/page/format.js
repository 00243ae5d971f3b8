/** Reads the two dialects of markup that our own renderers write, into elements. What it does not know stays text. */
import { el } from "./dom.js";

/** Slack's mrkdwn: `*bold*`, `` `code` ``, three escaped characters. */
export function slackText(text) {
  return inline(
    text,
    /\*([^*\n]+)\*|`([^`\n]+)`/g,
    ([, strong, code]) => (strong === undefined ? el("code", {}, unescapeSlack(code)) : el("strong", {}, unescapeSlack(strong))),
    unescapeSlack,
  );
}

/** Plain text of Slack: the three characters are escaped there, too. */
export function unescapeSlack(text) {
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}

/** Discord's markdown: code blocks, headings, small print, `**bold**`, `` `code` ``, backslashes. */
export function discordText(text) {
  return text.split(/(```\n?[\s\S]*?```)/).flatMap((part) => {
    if (part.startsWith("```") && part.endsWith("```") && part.length >= 6) {
      return [el("pre", {}, el("code", {}, part.slice(3, -3).replace(/^\n|\n$/g, "")))];
    }
    return part
      .replace(/^\n|\n$/g, "")
      .split("\n")
      .filter((line, _, lines) => line !== "" || lines.length > 1)
      .map(discordLine);
  });
}

function discordLine(line) {
  const [, mark, rest] = /^(#{1,3}|-#) (.*)$/.exec(line) ?? [];
  const tag = mark === undefined ? "div" : mark === "-#" ? "small" : "strong";
  return el(
    tag,
    { class: mark === undefined ? null : `discord-line ${mark === "-#" ? "small" : `h${mark.length}`}` },
    ...discordInline(rest ?? line),
  );
}

function discordInline(text) {
  return inline(
    text,
    /\*\*((?:\\.|[^*\\]|\*(?!\*))+)\*\*|`([^`]+)`/g,
    ([, strong, code]) => (strong === undefined ? el("code", {}, code) : el("strong", {}, unescapeDiscord(strong))),
    unescapeDiscord,
  );
}

function unescapeDiscord(text) {
  return text.replace(/\\([^\p{L}\p{N}\s])/gu, "$1");
}

/** Splits the text at each match; between them it is plain. A backslash before a match keeps it plain. */
function inline(text, pattern, make, plain) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (text[match.index - 1] === "\\") continue;
    parts.push(plain(text.slice(from, match.index)), make(match));
    from = match.index + match[0].length;
  }
  return [...parts, plain(text.slice(from))];
}
