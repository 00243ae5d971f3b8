/** The console: starts, signs in, asks. */
import * as api from "./api.js";
import { byId, el } from "./dom.js";
import { forgetHistory, loadHistory, remember } from "./history.js";
import { createLineInput } from "./line-input.js";
import { createPosts } from "./posts.js";
import { applyTheme, language, nextLanguage, nextTheme, theme } from "./settings.js";
import { showSignIn } from "./sign-in.js";
import { applyTexts, EXAMPLES, say, sayError } from "./texts.js";
import { addEntry, announce, clearEntries } from "./transcript.js";

/** The answer that the next question follows. */
let thread = null;

const input = createLineInput({
  suggest: async (line, signal) => (await api.complete({ words: line, thread, locale: language() }, signal)).suggestions,
  submit: (line) => ask(line, thread),
});

const posts = createPosts((words, replyId) => ask(words, replyId));

async function ask(words, after) {
  byId("welcome").hidden = true;
  const entry = addEntry(words, ask);
  entry.showWaiting();
  announce(say("working"));
  try {
    const { reply, form } = await api.ask({ words, thread: after, locale: language() });
    if (form !== undefined) return entry.showForm(form, (fields) => fill(entry, form, fields, after));
    finish(entry, words, reply);
  } catch (error) {
    if (error.code === "sign-in") return start();
    announce(sayError(error));
    entry.showError(error, () => {
      entry.remove();
      ask(words, after);
    });
  }
}

function finish(entry, words, given) {
  const reply = given === null ? null : { ...given, receivedAtMs: Date.now() };
  showReply(entry, reply);
  if (reply !== null) remember({ words, reply });
  recallLines();
}

/** Resolves to what is wrong with the fields; null once the form's words are answered in its place. */
async function fill(entry, form, fields, after) {
  try {
    const { problems, words, reply } = await api.fill({ form: form.id, fields, thread: after, locale: form.locale });
    if (problems !== undefined) return problems;
    entry.rename(words);
    finish(entry, words, reply);
  } catch (error) {
    if (error.code === "sign-in") start();
    else entry.showError(error, () => entry.showForm(form, (again) => fill(entry, form, again, after)));
  }
  return null;
}

function showReply(entry, reply) {
  byId("clear").hidden = false;
  if (reply === null) return entry.showSilence();
  // Help and problems are no context: the answer before them still is.
  if (reply.view.kind === "answer") thread = reply.id;
  entry.showReply(reply);
  announce(reply.view.summary);
}

function recallLines() {
  input.setLines(loadHistory().map((entry) => entry.words));
}

function showTexts() {
  applyTexts();
  byId("language").textContent = language() === "en" ? "中文" : "English";
  byId("language").lang = language() === "en" ? "zh" : "en";
  const name = say(`theme_${theme()}`);
  byId("theme").textContent = name;
  byId("theme").setAttribute("aria-label", say("themeLabel", { theme: name }));
  const chips = EXAMPLES[language()].map((words) => el("li", {}, el("button", { type: "button", onclick: () => ask(words, null) }, words)));
  byId("examples").replaceChildren(...chips);
}

function showConsole({ needsToken }) {
  byId("composer").hidden = false;
  byId("sign-out").hidden = !needsToken;
  const history = loadHistory();
  byId("welcome").hidden = history.length > 0;
  clearEntries();
  for (const { words, reply } of history) showReply(addEntry(words, ask), reply);
  announce("");
  recallLines();
  input.focus();
  posts.redraw();
  posts.refresh();
}

async function start() {
  byId("composer").hidden = true;
  byId("welcome").hidden = true;
  try {
    const hello = await api.hello();
    if (hello.signedIn) showConsole(hello);
    else showSignIn(start);
  } catch (error) {
    addEntry(say("welcome"), ask).showError(error, () => location.reload());
  }
}

byId("theme").addEventListener("click", () => {
  nextTheme();
  showTexts();
});
byId("language").addEventListener("click", () => {
  nextLanguage();
  showTexts();
  if (!byId("composer").hidden) posts.redraw();
});
byId("clear").addEventListener("click", () => {
  forgetHistory();
  thread = null;
  byId("clear").hidden = true;
  showConsole({ needsToken: !byId("sign-out").hidden });
});
byId("sign-out").addEventListener("click", async () => {
  forgetHistory();
  await api.signOut();
  location.reload();
});

applyTheme();
showTexts();
start();
