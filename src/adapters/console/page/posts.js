/** What Shopbell posted on its own account: newest first, each with its thread, and a count of those not seen yet. */
import * as api from "./api.js";
import { byId, el } from "./dom.js";
import { say } from "./texts.js";
import { announce, drawReply } from "./transcript.js";

const POLL_MS = 10_000;
const SEEN_KEY = "shopbell.seen-posts";

/** @param {(words: string, replyId: string) => void} press what a button under a post does */
export function createPosts(press) {
  const posts = new Map();
  let known = 0;
  let timer;

  async function refresh() {
    clearTimeout(timer);
    // A page that nobody looks at, or that is signed out, asks again when that changes.
    if (document.hidden) return;
    try {
      const { posts: changed } = await api.posts(known);
      for (const post of changed) take(post);
      if (changed.length > 0) draw();
    } catch (error) {
      if (error.code === "sign-in") return;
    }
    timer = setTimeout(refresh, POLL_MS);
  }

  function take(post) {
    const isNew = !posts.has(post.reply.id);
    posts.set(post.reply.id, { ...post, reply: { ...post.reply, receivedAtMs: post.postedAtMs } });
    if (isNew && known > 0) announce(post.reply.view.summary);
    known = Math.max(known, post.revision);
  }

  function draw() {
    if (isOpen()) localStorage.setItem(SEEN_KEY, String(known));
    showToggle();
    if (!isOpen()) return;
    const all = [...posts.values()].sort((a, b) => b.postedAtMs - a.postedAtMs);
    const heads = all.filter(({ thread }) => !posts.has(thread));
    byId("posts-empty").hidden = all.length > 0;
    byId("posts-list").replaceChildren(...heads.map((head) => drawPost(head, all)));
  }

  function drawPost({ postedAtMs, editedAtMs, reply }, all) {
    const replies = all.filter(({ thread }) => thread === reply.id).reverse();
    const body = el("div", { class: `answer ${reply.view.kind}` }, ...drawReply(reply, (words) => press(words, reply.id)));
    const thread = el("div", { class: "post-thread" }, ...replies.map((each) => drawPost(each, all)));
    return el("article", { class: "post" }, when(postedAtMs, editedAtMs), body, thread);
  }

  function showToggle() {
    const seen = Number(localStorage.getItem(SEEN_KEY) ?? 0);
    const unseen = [...posts.values()].filter(({ revision }) => revision > seen).length;
    const toggle = byId("posts-toggle");
    toggle.hidden = false;
    toggle.setAttribute("aria-expanded", String(isOpen()));
    const badge = unseen === 0 ? null : el("span", { class: "badge", "aria-label": say("unseen", { count: unseen }) }, String(unseen));
    toggle.replaceChildren(...[say("posts"), badge].filter((part) => part !== null));
  }

  byId("posts-toggle").addEventListener("click", () => {
    byId("posts").hidden = isOpen();
    draw();
    if (isOpen()) byId("posts").scrollIntoView({ block: "start" });
  });
  document.addEventListener("visibilitychange", refresh);

  return { refresh, redraw: draw };
}

function isOpen() {
  return !byId("posts").hidden;
}

function when(postedAtMs, editedAtMs) {
  const at = new Date(postedAtMs);
  const time = el("time", { datetime: at.toISOString() }, at.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" }));
  return el("p", { class: "post-when" }, time, editedAtMs === null ? null : ` · ${say("edited")}`);
}
