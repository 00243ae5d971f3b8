/** The conversation: one entry a question, with its answer and the switch between its looks. */
import { byId, el, hidden } from "./dom.js";
import { drawForm } from "./form.js";
import { say, sayError } from "./texts.js";
import { viewAnswer } from "./view-answer.js";
import { viewDiscord } from "./view-discord.js";
import { viewSlack } from "./view-slack.js";

const LOOKS = ["Console", "Slack", "Discord", "JSON"];
let entries = 0;

/**
 * @param {string} words as asked
 * @param {(words: string, replyId: string) => void} press what a button under the answer does
 */
export function addEntry(words, press) {
  const body = el("div", { class: "answer" });
  const asked = el("span", {}, words);
  const entry = el("article", { class: "entry" }, el("h3", { class: "asked" }, hidden(`${say("asked")}: `), asked), body);
  byId("transcript").append(entry);

  return {
    showWaiting() {
      body.replaceChildren(el("p", { class: "waiting" }, say("working")));
      toView();
    },
    /** `send` as in `drawForm`. */
    showForm(form, send) {
      body.className = "answer help";
      body.replaceChildren(drawForm(form, send));
      body.querySelector("select, input")?.focus();
      toView();
    },
    /** A form's words stand in for the words that opened it. */
    rename(said) {
      asked.textContent = said;
    },
    showReply(reply) {
      body.className = `answer ${reply.view.kind}`;
      body.replaceChildren(...drawReply(reply, (next) => press(next, reply.id)));
      toView();
    },
    showSilence() {
      body.replaceChildren(el("p", { class: "words" }, say("silence")));
    },
    showError(error, retry) {
      const again = el("button", { type: "button", onclick: retry }, say("retry"));
      body.className = "answer problem";
      body.replaceChildren(el("p", { class: "words" }, sayError(error)), el("p", { class: "actions" }, again));
      toView();
    },
    remove: () => entry.remove(),
  };

  /** The question stays in sight above a long answer; a short one shows whole. */
  function toView() {
    entry.scrollIntoView({ block: entry.offsetHeight > innerHeight * 0.6 ? "start" : "end" });
  }
}

export function clearEntries() {
  byId("transcript").replaceChildren();
}

/** Says it to people who do not see the answer appear. */
export function announce(text) {
  byId("announcer").textContent = text;
}

/** An answer or a post with the switch between its looks. */
export function drawReply(reply, press) {
  const content = el("div", { class: "answer-body", lang: reply.view.locale });
  const views = {
    Console: () => [...viewAnswer(reply), actions(reply, press)],
    Slack: () => [reply.slack === null ? noPreview() : viewSlack(reply, press)],
    Discord: () => [reply.discord === null ? noPreview() : viewDiscord(reply, press)],
    JSON: () => [el("pre", { class: "json", tabindex: "0" }, JSON.stringify(reply.json, null, 2))],
  };
  const show = (look) => content.replaceChildren(...views[look]());
  show("Console");
  return [content, lookSwitch(show)];
}

function noPreview() {
  return el("p", { class: "notice" }, say("noPreview"));
}

function actions({ view }, press) {
  return el(
    "div",
    { class: "actions" },
    ...view.actions.map(({ label, words, style }) =>
      el("button", { type: "button", class: style === "primary" ? "primary" : null, onclick: () => press(words) }, label),
    ),
  );
}

function lookSwitch(show) {
  entries += 1;
  const name = `look-${entries}`;
  return el(
    "fieldset",
    { class: "looks" },
    el("legend", { class: "visually-hidden" }, say("viewAs")),
    ...LOOKS.map((look, index) =>
      el(
        "label",
        {},
        el("input", { type: "radio", name, value: look, checked: index === 0, onchange: () => show(look) }),
        el("span", {}, look),
      ),
    ),
  );
}
