/** Speaking first on the console: the feed, and the page that shows it. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import type { Place } from "../../src/ports/chat-platform.ts";
import { startedConsole } from "../adapters/console/fakes.ts";
import { ATTACK, SALES } from "../adapters/console/messages.ts";
import { describeMessenger, type SeenPost } from "../contracts/messenger.ts";
import { hasChromium, launchChromium, type Visit, visit } from "./console-browser.ts";

const PLACE: Place = { platform: "console", workspace: "console", channel: "anybody", thread: null };

describeMessenger("the console", async () => {
  const console = await startedConsole();
  const posted: { place: Place; messageId: string }[] = [];
  const { post } = console.messenger;
  const page = await signedInFetch(console.fetch);
  let shown: readonly SeenPost[] = [];
  const look = async () => {
    shown = await readFeed(page);
  };
  const messenger = {
    ...console.messenger,
    async post(...args: Parameters<typeof post>) {
      const done = await post(...args);
      posted.push(done);
      await look();
      return done;
    },
    async edit(...args: Parameters<typeof console.messenger.edit>) {
      await console.messenger.edit(...args);
      await look();
    },
  };
  return {
    messenger,
    place: PLACE,
    userId: "somebody",
    posts: ({ channel }) =>
      shown.filter(({ messageId }) => posted.some((each) => each.messageId === messageId && each.place.channel === channel)),
    fill: () => undefined,
    faults: null,
    close: () => console.stop(),
  };
});

describe("the feed of posts", () => {
  it("shows a post once however often its key is posted", async () => {
    const console = await startedConsole();
    await console.messenger.post(PLACE, SALES, "same");
    await console.messenger.post(PLACE, SALES, "same");
    expect(await readFeed(await signedInFetch(console.fetch))).toHaveLength(1);
    await console.stop();
  });

  it("keeps the newest two hundred", async () => {
    const console = await startedConsole();
    for (let n = 0; n < 203; n += 1) await console.messenger.post(PLACE, { ...SALES, blocks: [] }, `post ${n}`);
    expect(await readFeed(await signedInFetch(console.fetch))).toHaveLength(200);
    expect(await console.messenger.find(PLACE, "post 2", 0)).toBeNull();
    expect(await console.messenger.find(PLACE, "post 3", 0)).not.toBeNull();
    await console.stop();
  });

  it("tells only what changed since the page last asked", async () => {
    const console = await startedConsole();
    const first = await console.messenger.post(PLACE, SALES, "first");
    await console.messenger.post(PLACE, SALES, "second");
    const page = await signedInFetch(console.fetch);
    const known = Math.max(...(await readFeed(page)).map(({ revision }) => revision));
    expect(await readFeed(page, known)).toEqual([]);
    await console.messenger.edit(first, { ...SALES, summary: "corrected" });
    expect((await readFeed(page, known)).map(({ messageId }) => messageId)).toEqual([first.messageId]);
    await console.stop();
  });

  it("is closed to those who have not signed in", async () => {
    const console = await startedConsole({ token: "secret" });
    expect((await console.fetch(new Request("http://localhost/console/api/posts"))).status).toBe(401);
    await console.stop();
  });
});

describe.runIf(hasChromium())("posts on the page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  async function open(): Promise<Visit> {
    const made = await visit(browser);
    onTestFinished(async () => {
      await made.close();
      expect(made.complaints).toEqual([]);
    });
    return made;
  }

  it("counts those not seen, shows them with picture and thread, and then counts none", async () => {
    const { page, messenger } = await open();
    const head = await messenger.post(PLACE, SALES, "report");
    await messenger.post({ ...PLACE, thread: head.messageId }, { ...SALES, summary: "Detail", blocks: [] }, "detail");
    await lookAgain(page);
    await page.getByLabel("2 not seen yet").waitFor();
    await page.getByRole("button", { name: /^Posts/ }).click();
    const post = page.locator(".posts-list > .post");
    expect(await post.count()).toBe(1);
    expect(await post.locator(".post-thread .post").count()).toBe(1);
    await post.getByText("€12,431.80", { exact: true }).waitFor();
    expect(
      await post
        .getByRole("img")
        .first()
        .evaluate((img: HTMLImageElement) => img.decode()),
    ).toBeUndefined();
    expect(await page.locator(".badge").count()).toBe(0);
  });

  it("shows an edit in its place and marks it", async () => {
    const { page, messenger } = await open();
    const posted = await messenger.post(PLACE, SALES, "report");
    await lookAgain(page);
    await page.getByRole("button", { name: /^Posts/ }).click();
    await messenger.edit(posted, { ...SALES, blocks: [{ type: "text", spans: [{ text: "Corrected: late orders" }] }] });
    await lookAgain(page);
    await page.getByText("Corrected: late orders").waitFor();
    expect(await page.getByText("edited").count()).toBe(1);
    expect(await page.locator(".posts-list > .post").count()).toBe(1);
  });

  it("asks on from a post's button", async () => {
    const { page, messenger, handlers } = await open();
    const posted = await messenger.post(
      PLACE,
      { ...SALES, actions: [{ label: "By country", words: "sales by country", style: "normal" }] },
      "report",
    );
    await lookAgain(page);
    await page.getByRole("button", { name: /^Posts/ }).click();
    await page.getByRole("button", { name: "By country" }).click();
    await vi.waitFor(() =>
      expect(handlers.asked.map(({ words, place }) => [words, place.thread])).toEqual([["sales by country", posted.messageId]]),
    );
  });

  it("shows hostile data as text", async () => {
    const { page, messenger } = await open();
    await messenger.post(PLACE, ATTACK, "hostile");
    await lookAgain(page);
    await page.getByRole("button", { name: /^Posts/ }).click();
    await page.locator(".post").waitFor();
    expect(await page.locator(".posts script, .posts img[src^='http:']").count()).toBe(0);
  });

  it("says so where nothing was posted yet, in the language of the page", async () => {
    const { page } = await open();
    await page.getByRole("button", { name: /^Posts/ }).click();
    await page.getByText("Nothing has been posted yet.").waitFor();
    await page.getByRole("button", { name: "中文" }).click();
    await page.getByText("还没有推送。").waitFor();
  });
});

/** As when somebody comes back to the tab: the page asks at once. */
async function lookAgain(page: Page): Promise<void> {
  const asked = page.waitForResponse((response) => response.url().includes("/console/api/posts"));
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await asked;
}

type Get = (path: string) => Promise<unknown>;

async function signedInFetch(fetch: (request: Request) => Promise<Response>): Promise<Get> {
  const hello = await fetch(new Request("http://localhost/console/api/hello"));
  const cookie = hello.headers.get("set-cookie")?.split(";")[0] ?? "";
  return async (path) => (await fetch(new Request(`http://localhost${path}`, { headers: { cookie } }))).json();
}

async function readFeed(get: Get, after = 0): Promise<(SeenPost & { readonly revision: number })[]> {
  const { posts } = (await get(`/console/api/posts?after=${after}`)) as {
    readonly posts: readonly {
      readonly thread: string | null;
      readonly editedAtMs: number | null;
      readonly revision: number;
      readonly reply: { readonly id: string; readonly view: { readonly blocks: readonly { readonly type: string }[] } };
    }[];
  };
  return posts.map(({ thread, editedAtMs, revision, reply }) => ({
    messageId: reply.id,
    thread,
    text: JSON.stringify(reply.view),
    pictures: reply.view.blocks.filter(({ type }) => type === "chart").length,
    edits: editedAtMs === null ? 0 : 1,
    revision,
  }));
}
