import { describe, expect, it } from "vitest";
import { createConsole } from "../../../src/adapters/console/index.ts";
import type { ConsoleOptions } from "../../../src/adapters/console/routes.ts";
import { recordingLog } from "../http/fakes.ts";
import { consoleOptions, recordingHandlers, startedConsole } from "./fakes.ts";
import { CSV, SALES } from "./messages.ts";

const HOST = "http://localhost:3000";

/** A browser in miniature: one console, one cookie jar. */
async function browser(overrides: Partial<ConsoleOptions> = {}) {
  const console = await startedConsole(overrides);
  let cookie = "";
  async function get(path: string, headers: Record<string, string> = {}, host = HOST): Promise<Response> {
    return keep(await console.fetch(new Request(host + path, { headers: { cookie, ...headers } })));
  }
  async function post(path: string, body: unknown, headers: Record<string, string> = {}, host = HOST): Promise<Response> {
    const init = {
      method: "POST",
      headers: { cookie, "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    };
    return keep(await console.fetch(new Request(host + path, init)));
  }
  function keep(response: Response): Response {
    cookie = response.headers.get("set-cookie")?.split(";")[0] ?? cookie;
    return response;
  }
  const ask = (words: string, thread: string | null = null) => post("/console/api/ask", { words, thread, locale: null });
  return { console, get, post, ask };
}

async function code(response: Response): Promise<unknown> {
  return [response.status, (await response.json()).error.code];
}

describe("asking", () => {
  it("hands the words to the handlers as a request and answers with all that the page shows", async () => {
    const handlers = recordingHandlers();
    const { get, ask } = await browser({ handlers });
    await get("/console/api/hello");
    const { reply } = await (await ask("  /sales   yesterday ")).json();
    const [asked] = handlers.asked;
    expect(asked).toMatchObject({ words: "sales yesterday ", addressed: true, locale: null, place: { platform: "console", thread: null } });
    expect(reply).toMatchObject({ id: "reply-1", onlyForAsker: false, json: SALES.data, slack: { text: SALES.summary } });
    expect(reply.view.blocks.map((block: { type: string }) => block.type)).toEqual(["headline", "table", "chart", "context"]);
  });

  it("tells where the answer stands, and what follows it carries it as its thread", async () => {
    const handlers = recordingHandlers();
    const { get, ask } = await browser({ handlers });
    await get("/console/api/hello");
    await ask("sales yesterday");
    await ask("by channel", "reply-1");
    const channel = handlers.asked[0]?.place.channel;
    expect(handlers.placed[0]).toEqual({
      replyId: "reply-1",
      place: { platform: "console", workspace: "console", channel, thread: "reply-1" },
    });
    expect(handlers.asked[1]?.place).toEqual({ platform: "console", workspace: "console", channel, thread: "reply-1" });
  });

  it("answers null where there is nothing to say", async () => {
    const { get, ask } = await browser();
    await get("/console/api/hello");
    expect(await (await ask("hm")).json()).toEqual({ reply: null });
  });

  it("takes the language from the page, else from the browser", async () => {
    const handlers = recordingHandlers();
    const { get, post } = await browser({ handlers });
    await get("/console/api/hello");
    const words = { words: "sales", thread: null };
    await post("/console/api/ask", { ...words, locale: "zh" }, { "accept-language": "en" });
    await post("/console/api/ask", { ...words, locale: null }, { "accept-language": "fr-FR, zh-CN;q=0.9, en;q=0.8" });
    await post("/console/api/ask", { ...words, locale: null }, { "accept-language": "fr" });
    expect(handlers.asked.map((request) => request.locale)).toEqual(["zh", "zh", null]);
  });

  it("keeps the answer where a preview fails", async () => {
    const log = recordingLog();
    const previews = { slack: () => ({ files: [{ name: "a.csv", bytes: new Uint8Array(9) }] }), discord: () => fail() };
    const { get, ask } = await browser({ log, previews });
    await get("/console/api/hello");
    const { reply } = await (await ask("sales")).json();
    expect(reply).toMatchObject({ slack: { files: [{ name: "a.csv", bytes: 9 }] }, discord: null });
    expect(log.lines.join()).toContain("preview");
  });

  it.each([
    ["no JSON", "{", 400],
    ["no question", {}, 400],
    ["words without end", { words: "x".repeat(2_001), thread: null, locale: null }, 400],
    ["a body without end", { words: "x".repeat(20_000), thread: null, locale: null }, 413],
    ["a thread that is no name", { words: "x", thread: "../../etc", locale: null }, 400],
  ])("refuses %s", async (_, body, status) => {
    const handlers = recordingHandlers();
    const { get, post } = await browser({ handlers });
    await get("/console/api/hello");
    expect((await post("/console/api/ask", body)).status).toBe(status);
    expect(handlers.asked).toEqual([]);
  });
});

describe("pictures and files", () => {
  it("are handed to the conversation they belong to", async () => {
    const themes: unknown[] = [];
    const painter: ConsoleOptions["painter"] = {
      paint: async (_, options) => {
        themes.push(options?.theme);
        return new Uint8Array([1, 2, 3]);
      },
    };
    const { get, ask } = await browser({ painter });
    await get("/console/api/hello");
    await ask("sales");
    const picture = await get("/console/chart/reply-1/0.png?theme=dark");
    expect(picture.headers.get("content-type")).toBe("image/png");
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
    expect(themes).toEqual(["dark"]);
    expect(await code(await get("/console/chart/reply-1/1.png"))).toEqual([404, "gone"]);
    expect(await code(await get("/console/chart/reply-9/0.png"))).toEqual([404, "gone"]);
  });

  it("come as a download under their own name", async () => {
    const { get, ask } = await browser();
    await get("/console/api/hello");
    await ask("sales as csv");
    const file = await get("/console/file/reply-1/0");
    expect(file.headers.get("content-disposition")).toBe(
      `attachment; filename="sales-.csv"; filename*=UTF-8''sales%20%E9%94%80%E5%94%AE%E9%A2%9D.csv`,
    );
    expect(file.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(CSV.blocks).toContainEqual(expect.objectContaining({ content: await file.text() }));
  });

  it("are not for other conversations", async () => {
    const one = await browser();
    await one.get("/console/api/hello");
    await one.ask("sales");
    const stranger = await one.console.fetch(new Request(`${HOST}/console/api/hello`));
    const cookie = stranger.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(await code(await one.get("/console/chart/reply-1/0.png", { cookie }))).toEqual([404, "gone"]);
  });

  it("say so where a chart cannot be drawn, and tell the log why", async () => {
    const log = recordingLog();
    const { get, ask } = await browser({ log, painter: { paint: () => Promise.reject(new Error("no canvas")) } });
    await get("/console/api/hello");
    await ask("sales");
    expect(await code(await get("/console/chart/reply-1/0.png"))).toEqual([500, "cannot-draw"]);
    expect(log.lines.join()).toContain("the console could not answer");
  });
});

describe("who may speak to the console", () => {
  it.each(["http://evil.example", "http://192.168.1.5:3000", "http://localhost.evil.example", "http://127.0.0.1.nip.io"])(
    "does not answer as %s without a token (DNS rebinding)",
    async (host) => {
      const { get } = await browser();
      expect(await code(await get("/console/api/hello", {}, host))).toEqual([403, "foreign-host"]);
    },
  );

  it.each(["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000", "http://127.8.8.8"])("answers as %s", async (host) => {
    const { get } = await browser();
    expect((await get("/console/api/hello", {}, host)).status).toBe(200);
  });

  it.each<[string, Record<string, string>, string]>([
    ["another site", { "sec-fetch-site": "cross-site" }, "foreign-origin"],
    ["another port of this machine", { origin: "http://localhost:9999" }, "foreign-origin"],
    ["a page without an origin", { origin: "null" }, "foreign-origin"],
    ["a form", { "content-type": "text/plain" }, "not-json"],
  ])("refuses to act for %s", async (_, headers, expected) => {
    const handlers = recordingHandlers();
    const { get, post } = await browser({ handlers });
    await get("/console/api/hello");
    const answer = await post("/console/api/ask", { words: "sales", thread: null, locale: null }, headers);
    expect(await code(answer)).toContain(expected);
    expect(handlers.asked).toEqual([]);
  });

  it("acts for its own page, also behind a proxy that ends TLS", async () => {
    const { get, post } = await browser();
    await get("/console/api/hello");
    const words = { words: "sales", thread: null, locale: null };
    expect((await post("/console/api/ask", words, { origin: "https://localhost:3000", "sec-fetch-site": "same-origin" })).status).toBe(200);
  });

  it("lets the page itself be opened by a link from elsewhere, under a strict policy", async () => {
    const { get } = await browser();
    const page = await get("/", { "sec-fetch-site": "cross-site" });
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toMatch(/default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/);
    expect(await page.text()).not.toMatch(/<script(?![^>]*src=)|\son\w+=/);
  });

  it("serves the page's own files and no others", async () => {
    const { get } = await browser();
    for (const [, path = ""] of (await (await get("/")).text()).matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
      expect((await get(path)).status, path).toBe(200);
    }
    for (const path of [
      "/console/page/../index.ts",
      "/console/page/%2e%2e%2findex.ts",
      "/console/page/README.md",
      "/console/page/",
      "/console/x",
    ]) {
      expect(await code(await get(path)), path).toEqual([404, "not-found"]);
    }
  });
});

describe("the token", () => {
  it("is needed for everything but the page", async () => {
    const { get, ask } = await browser({ token: "s3cret" });
    expect((await get("/")).status).toBe(200);
    expect(await (await get("/console/api/hello")).json()).toEqual({ signedIn: false, needsToken: true, commands: [] });
    expect(await code(await ask("sales"))).toEqual([401, "sign-in"]);
    expect(await code(await get("/console/chart/reply-1/0.png"))).toEqual([401, "sign-in"]);
  });

  it("opens a session in a cookie that scripts and other sites cannot use", async () => {
    const { get, post, ask } = await browser({ token: "s3cret" });
    const signedIn = await post("/console/api/sign-in", { token: "s3cret" }, {}, "http://shop.example");
    expect(signedIn.headers.get("set-cookie")).toMatch(/^shopbell_console=\w+\.\w+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
    expect(await (await get("/console/api/hello")).json()).toMatchObject({ signedIn: true });
    expect((await ask("sales")).status).toBe(200);
    await post("/console/api/sign-out", {});
    expect(await code(await ask("sales"))).toEqual([401, "sign-in"]);
  });

  it("marks the cookie secure behind TLS", async () => {
    const { post } = await browser({ token: "s3cret" });
    const signedIn = await post("/console/api/sign-in", { token: "s3cret" }, { "x-forwarded-proto": "https" });
    expect(signedIn.headers.get("set-cookie")).toMatch(/; Secure$/);
  });

  it("cannot be guessed at speed, and a new minute is a new chance", async () => {
    let nowMs = 1_000_000;
    const { post } = await browser({ token: "s3cret", clock: { nowMs: () => nowMs } });
    for (let tries = 0; tries < 10; tries += 1) {
      expect(await code(await post("/console/api/sign-in", { token: `guess ${tries}` }))).toEqual([401, "wrong-token"]);
    }
    expect(await code(await post("/console/api/sign-in", { token: "s3cret" }))).toEqual([429, "too-many-tries"]);
    nowMs += 60_001;
    expect((await post("/console/api/sign-in", { token: "s3cret" })).status).toBe(200);
  });

  it("makes old sessions void when it changes, and cookies cannot be made up", async () => {
    const old = await browser({ token: "old" });
    const cookie = (await old.post("/console/api/sign-in", { token: "old" })).headers.get("set-cookie")?.split(";")[0] ?? "";
    const { get } = await browser({ token: "new" });
    expect(await (await get("/console/api/hello", { cookie })).json()).toMatchObject({ signedIn: false });
    expect(await (await get("/console/api/hello", { cookie: `shopbell_console=${"0".repeat(32)}.open` })).json()).toMatchObject({
      signedIn: false,
    });
  });
});

describe("the console's life", () => {
  it("is not connected before it starts and answers nothing after it stops", async () => {
    const console = createConsole(consoleOptions());
    expect(console.health()).toEqual({ state: "connecting", reason: "not started" });
    await console.start();
    expect(console.health()).toEqual({ state: "connected" });
    await console.stop();
    await console.stop();
    expect(console.health().state).toBe("broken");
    expect((await console.fetch(new Request(`${HOST}/`))).status).toBe(503);
  });

  it("waits for the answer under way when it stops", async () => {
    let release = (): void => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const handlers = recordingHandlers({ answer: () => gate.then(() => ({ id: "late", message: SALES, onlyForAsker: false })) });
    const { console, get, ask } = await browser({ handlers });
    await get("/console/api/hello");
    const answer = ask("sales");
    const stopped = console.stop();
    release();
    expect((await answer).status).toBe(200);
    await stopped;
  });

  it("says only that it failed where a handler breaks its promise", async () => {
    const log = recordingLog();
    const handlers = recordingHandlers({ answer: () => Promise.reject(new Error("secret detail")) });
    const { get, ask } = await browser({ handlers, log });
    await get("/console/api/hello");
    const answer = await ask("sales");
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain("secret");
    expect(log.lines.join()).toContain("the console failed");
  });
});

function fail(): never {
  throw new Error("renderer broke");
}
