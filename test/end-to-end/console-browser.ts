/** A real browser on a real server, with handlers that answer from a list. */
import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import type { ConsoleOptions } from "../../src/adapters/console/routes.ts";
import { renderMessage as renderForDiscord } from "../../src/adapters/discord/render.ts";
import { createHttpServer } from "../../src/adapters/http/index.ts";
import { renderMessage as renderForSlack } from "../../src/adapters/slack/render.ts";
import type { Messenger } from "../../src/ports/chat-platform.ts";
import { recordingHandlers, startedConsole } from "../adapters/console/fakes.ts";
import { appOptions } from "../adapters/http/fakes.ts";

const CHROMIUM = "/usr/bin/chromium";
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** False where there is no browser to test with; says so, because a test left out in silence looks like one that passed. */
export function hasChromium(): boolean {
  const found = existsSync(CHROMIUM);
  if (!found) console.warn(`\n  NOT TESTED: the console in a browser. ${CHROMIUM} is missing: apt-get install chromium\n`);
  return found;
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

/** What the real renderers make of a message: previews are drawn from it. */
const previews: ConsoleOptions["previews"] = {
  slack: (message) => renderForSlack(message, { tables: "native", charts: ["F0", "F1"], files: "attached" }),
  discord: (message) => renderForDiscord(message, { pictures: [new Uint8Array(8), new Uint8Array(8)] }),
};

export interface Visit {
  readonly page: Page;
  readonly handlers: ReturnType<typeof recordingHandlers>;
  readonly messenger: Messenger;
  /** Errors of the page, refused loads and breaches of its policy: empty unless a test expects them. */
  readonly complaints: string[];
  ask(words: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens the console of a server of its own in a fresh browser profile. */
export async function visit(browser: Browser, options: Partial<ConsoleOptions> = {}, context: BrowserContextOptions = {}): Promise<Visit> {
  const handlers = recordingHandlers(options.handlers);
  const console = await startedConsole({ previews, ...options, handlers });
  const server = createHttpServer({ ...appOptions({ console: (request) => console.fetch(request) }), host: "127.0.0.1", port: 0 });
  const { url } = await server.start();
  const profile = await browser.newContext({ viewport: { width: 1100, height: 800 }, locale: "en-GB", ...context });
  const page = await profile.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.goto(url);
  return {
    page,
    handlers,
    messenger: console.messenger,
    complaints,
    async ask(words) {
      const before = await page.locator(".looks").count();
      await page.getByRole("combobox").fill(words);
      await page.keyboard.press("Enter");
      await page.locator(".looks").nth(before).waitFor();
    },
    async close() {
      await profile.close();
      await console.stop();
      await server.stop();
    },
  };
}
