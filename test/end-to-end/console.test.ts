import { readFile } from "node:fs/promises";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { ConsoleOptions } from "../../src/adapters/console/routes.ts";
import { HOSTILE, SALES } from "../adapters/console/messages.ts";
import { hasChromium, launchChromium, type Visit, visit } from "./console-browser.ts";
import { findFaintTexts, isFocusSeen } from "./console-page-checks.ts";

describe.runIf(hasChromium())("the console in a browser", () => {
  let browser: Browser;
  const visits: Visit[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterEach(async () => {
    for (const each of visits.splice(0)) {
      await each.close();
      expect(each.complaints).toEqual([]);
    }
  });
  afterAll(async () => {
    await browser.close();
  });

  async function open(options: Partial<ConsoleOptions> = {}, context: BrowserContextOptions = {}): Promise<Visit> {
    const made = await visit(browser, options, context);
    visits.push(made);
    return made;
  }

  describe("asking with the keyboard", () => {
    it("begins in the input; Enter asks and the answer appears with its number, table, chart and small print", async () => {
      const { page, handlers } = await open();
      await page.getByRole("combobox", { name: "Your question" }).waitFor();
      expect(await focused(page)).toBe("words");
      await page.keyboard.type("/sales yesterday");
      await page.keyboard.press("Enter");
      await page.getByText("€12,431.80", { exact: true }).waitFor();
      expect(handlers.asked.map(({ words }) => words)).toEqual(["sales yesterday"]);
      expect(await page.getByRole("table", { name: "Net sales · Channel" }).getByRole("row").count()).toBe(5);
      expect(
        await page.getByRole("img", { name: /between €3,980 and €9,870/ }).evaluate((img: HTMLImageElement) => img.decode()),
      ).toBeUndefined();
      expect(await page.getByText("Europe/Berlin, EUR").isVisible()).toBe(true);
      expect(await page.getByRole("combobox").inputValue()).toBe("");
      expect(await focused(page)).toBe("words");
    });

    it("tells a change with a sign and a word, not by colour alone", async () => {
      const { page, ask } = await open();
      await ask("/sales yesterday");
      expect(await page.locator(".change").allTextContents()).toEqual(["✓▲ 12.4% (good)", "!▼ 3.1% (bad)"]);
    });

    it("says the answer to screen readers", async () => {
      const { page, ask } = await open();
      await ask("/sales yesterday");
      expect(await page.getByRole("status").textContent()).toBe(SALES.summary);
    });

    it("completes commands, values and keywords with Tab and arrows, and Enter takes the chosen one", async () => {
      const { page, handlers } = await open();
      const input = page.getByRole("combobox");
      await input.pressSequentially("/sa");
      await page.getByRole("option", { name: "/sales" }).waitFor();
      await page.keyboard.press("Tab");
      expect(await input.inputValue()).toBe("/sales ");
      await page.getByRole("option", { name: "yesterday" }).waitFor();
      await page.keyboard.type("last");
      await vi.waitFor(async () =>
        expect(await page.getByRole("option").allInnerTexts()).toEqual(["last week", "last 7 days", "last month"]),
      );
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      expect(await input.getAttribute("aria-activedescendant")).toBe("suggestion-1");
      await page.keyboard.press("Enter");
      expect(await input.inputValue()).toBe("/sales last 7 days ");
      await page.getByRole("option", { name: /^by/ }).click();
      expect(await input.inputValue()).toBe("/sales last 7 days by ");
      await page.getByRole("option", { name: "country" }).waitFor();
      await page.keyboard.press("Escape");
      expect(await input.getAttribute("aria-expanded")).toBe("false");
      await page.keyboard.type("channel");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Enter");
      await page.locator(".looks").waitFor();
      expect(handlers.asked.map(({ words }) => words)).toEqual(["sales last 7 days by channel"]);
    });

    it("recalls earlier lines with Up and comes back to the draft with Down", async () => {
      const { page, ask } = await open();
      await ask("/sales yesterday");
      await ask("/kpi last week");
      const input = page.getByRole("combobox");
      await page.keyboard.press("ArrowUp");
      expect(await input.inputValue()).toBe("/kpi last week");
      await page.keyboard.press("ArrowUp");
      expect(await input.inputValue()).toBe("/sales yesterday");
      await page.keyboard.press("ArrowUp");
      expect(await input.inputValue()).toBe("/sales yesterday");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      expect(await input.inputValue()).toBe("");
    });

    it("jumps to the input with a slash", async () => {
      const { page, ask } = await open();
      await ask("/sales yesterday");
      await page.getByRole("button", { name: "By product" }).focus();
      await page.keyboard.press("/");
      expect(await focused(page)).toBe("words");
      expect(await page.getByRole("combobox").inputValue()).toBe("");
    });
  });

  describe("a form", () => {
    it("opens in the conversation, keeps what is wrong beside its field, and is answered in its place", async () => {
      const { page, handlers } = await open({}, { viewport: { width: 390, height: 844 } });
      await page.getByRole("combobox", { name: "Your question" }).fill("/plan sale");
      await page.keyboard.press("Enter");
      const form = page.getByRole("form", { name: "Plan a sale" });
      await form.waitFor();
      expect(await focused(page)).toMatch(/name$/);
      expect(await form.getByRole("checkbox", { name: "New York" }).isChecked()).toBe(true);
      expect(await page.evaluate(findFaintTexts)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await page.keyboard.press("Enter");
      await form.getByText("Fill this in.").waitFor();
      expect(await focused(page)).toMatch(/name$/);
      expect(handlers.asked).toEqual([]);
      await page.keyboard.type("tea");
      await form.getByRole("combobox", { name: "Size" }).selectOption("Big");
      await form.getByRole("button", { name: "Plan it" }).click();
      await page.getByText("€12,431.80", { exact: true }).waitFor();
      expect(handlers.asked.map(({ words }) => words)).toEqual(["sales tea 2026-11-27 09:00 big new-york"]);
      expect(await form.count()).toBe(0);
      expect(await page.getByRole("heading", { name: "sales tea 2026-11-27 09:00 big new-york" }).isVisible()).toBe(true);
    });
  });

  describe("the conversation", () => {
    it("goes on from an answer: by its buttons and by words, in its thread", async () => {
      const { page, ask, handlers } = await open();
      await ask("/sales yesterday");
      await page.getByRole("button", { name: "vs last year" }).click();
      await page.locator(".looks").nth(1).waitFor();
      await ask("slaes");
      await ask("by channel");
      expect(handlers.asked.map(({ words, place }) => [words, place.thread])).toEqual([
        ["sales yesterday", null],
        ["sales yesterday vs last year", "reply-1"],
        ["slaes", "reply-2"],
        // The problem in between is no context: the answer before it still is.
        ["by channel", "reply-2"],
      ]);
      expect(new Set(handlers.asked.map(({ place }) => place.channel)).size).toBe(1);
    });

    it("offers examples on a first visit, which ask when pressed", async () => {
      const { page, handlers } = await open();
      await page.getByRole("heading", { name: "How is the shop doing?" }).waitFor();
      await page.getByRole("button", { name: "/kpi last week" }).click();
      await page.getByText("14,204").waitFor();
      expect(handlers.asked[0]).toMatchObject({ words: "kpi last week", place: { thread: null } });
      expect(await page.getByRole("heading", { name: "How is the shop doing?" }).isVisible()).toBe(false);
    });

    it("survives a reload with its context, and ends with Clear", async () => {
      const { page, ask, handlers } = await open();
      await ask("/sales yesterday");
      await page.reload();
      await page.getByText("€12,431.80", { exact: true }).waitFor();
      await page.getByRole("img", { name: /between/ }).evaluate((img: HTMLImageElement) => img.decode());
      await ask("by channel");
      expect(handlers.asked[1]?.place.thread).toBe("reply-1");
      await page.getByRole("button", { name: "Clear" }).click();
      await page.getByRole("heading", { name: "How is the shop doing?" }).waitFor();
      await ask("/sales");
      expect(handlers.asked[2]?.place.thread).toBeNull();
    });

    it("hands over a CSV", async () => {
      const { page, ask } = await open();
      await ask("sales yesterday as csv");
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: "Download sales 销售额.csv" }).click(),
      ]);
      expect(download.suggestedFilename()).toBe("sales 销售额.csv");
      expect(await readFile(await download.path(), "utf8")).toContain("Online shop,8120.40");
    });

    it("says what to do when Shopbell does not answer, and asks again", async () => {
      const { page, handlers, complaints } = await open();
      await page.route("**/console/api/ask", (route) => route.abort());
      await page.getByRole("combobox").fill("/sales yesterday");
      await page.keyboard.press("Enter");
      await page.locator(".answer.problem", { hasText: "No connection to Shopbell" }).waitFor();
      await page.unroute("**/console/api/ask");
      await page.getByRole("button", { name: "Ask again" }).click();
      await page.getByText("€12,431.80", { exact: true }).waitFor();
      expect(handlers.asked).toHaveLength(1);
      expect(complaints.splice(0)).toEqual([expect.stringContaining("net::ERR_FAILED")]);
    });
  });

  describe("the other looks of an answer", () => {
    it("are drawn from what Slack and Discord would be sent, and their buttons work", async () => {
      const { page, ask, handlers } = await open();
      await ask("/sales yesterday");
      await page.getByRole("radio", { name: "Console" }).focus();
      await page.keyboard.press("ArrowRight");
      const slack = page.locator(".slack");
      await slack.getByText("Net sales · Lantern & Loom €12,431.80").waitFor();
      expect(await slack.locator("td").allInnerTexts()).toContain("淘宝 Marketplace");
      expect(await slack.locator("strong", { hasText: "vs the period before" }).count()).toBe(1);
      expect(await slack.locator(".slack-image").evaluate((img: HTMLImageElement) => img.decode())).toBeUndefined();
      await page.keyboard.press("ArrowRight");
      const discord = page.locator(".discord");
      await discord.getByText("€12,431.80", { exact: true }).waitFor();
      expect(await discord.locator("pre").textContent()).toContain("Online shop");
      expect(await discord.locator(".discord-embed").count()).toBe(1);
      expect(await discord.textContent()).not.toMatch(/\*\*|```|\\/);
      await discord.getByRole("button", { name: "By product" }).click();
      await page.locator(".looks").nth(1).waitFor();
      expect(handlers.asked[1]).toMatchObject({ words: "sales yesterday by product", place: { thread: "reply-1" } });
    });

    it("show the machine's answer as JSON", async () => {
      const { page, ask } = await open();
      await ask("/sales yesterday");
      await page.getByRole("radio", { name: "JSON" }).check();
      expect(JSON.parse((await page.locator(".json").textContent()) ?? "")).toEqual(SALES.data);
    });
  });

  describe("hostile text", () => {
    it("stays text in every look", async () => {
      const { page, ask } = await open();
      await ask("attack");
      for (const look of ["Console", "Slack", "Discord", "JSON"]) {
        await page.getByRole("radio", { name: look }).check();
        const answer = page.locator(".answer-body");
        expect(await answer.textContent(), look).toContain("<script>");
        expect(await answer.locator("script, img[src='x']").count(), look).toBe(0);
      }
      expect(await page.title()).toBe("Shopbell");
      expect(HOSTILE).toContain("document.title");
    });
  });

  describe("how it looks", () => {
    it.each(["/sales yesterday", "/kpi last week", "attack"])(
      "fits %s into 360 px without scrolling sideways, in every look",
      async (words) => {
        const { page, ask } = await open({}, { viewport: { width: 360, height: 740 } });
        await ask(words);
        for (const look of ["Console", "Slack", "Discord", "JSON"]) {
          await page.getByRole("radio", { name: look }).check();
          expect(await page.evaluate(() => document.documentElement.scrollWidth), look).toBeLessThanOrEqual(360);
          const rights = await page
            .locator(".answer-body > *")
            .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().right));
          expect(Math.max(...rights), look).toBeLessThanOrEqual(360);
        }
      },
    );

    it("follows the system's theme until one is chosen, and remembers the choice", async () => {
      const { page, ask } = await open({}, { colorScheme: "dark" });
      await ask("/sales yesterday");
      const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const picture = page.getByRole("img", { name: /between/ });
      expect(await background()).toBe("rgb(19, 20, 23)");
      expect(await picture.getAttribute("src")).toContain("theme=dark");
      await page.getByRole("button", { name: "Theme: Auto" }).click();
      expect(await background()).toBe("rgb(247, 247, 245)");
      expect(await picture.getAttribute("src")).toContain("theme=light");
      await page.reload();
      await page.getByRole("button", { name: "Theme: Light" }).waitFor();
      expect(await background()).toBe("rgb(247, 247, 245)");
    });

    it.each(["light", "dark"] as const)("has enough contrast for every text in the %s theme (WCAG 1.4.3)", async (colorScheme) => {
      const { page, ask } = await open({}, { colorScheme });
      await ask("/sales yesterday");
      await ask("/kpi last week");
      await ask("slaes");
      for (const look of ["Console", "Slack", "Discord"]) {
        await page.getByRole("radio", { name: look }).first().check();
        expect(await page.evaluate(findFaintTexts), look).toEqual([]);
      }
    });

    it("speaks Chinese where the browser does, and switches", async () => {
      const { page, ask, handlers } = await open({}, { locale: "zh-CN" });
      await page.getByRole("heading", { name: "店铺今天怎么样" }).waitFor();
      await ask("/sales 昨天");
      await page.getByRole("button", { name: "English" }).click();
      await page.getByRole("button", { name: "Ask", exact: true }).waitFor();
      await ask("/sales yesterday");
      expect(handlers.asked.map(({ locale }) => locale)).toEqual(["zh", "en"]);
    });
  });

  describe("without a mouse or a screen", () => {
    it("everything has a name, and pictures have words", async () => {
      const { page, ask } = await open();
      await ask("/sales yesterday");
      await ask("sales as csv");
      const nameless = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>("button, a, input, img, [role]")]
          .filter((element) => element.checkVisibility() && element.getAttribute("alt") !== "")
          .filter((element) => {
            const label = element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((each) => each.textContent).join("") : "";
            const text = element.getAttribute("aria-label") ?? element.getAttribute("alt") ?? (label || element.textContent);
            return text?.trim() === "" && element.getAttribute("role") !== "status";
          })
          .map((element) => element.outerHTML),
      );
      expect(nameless).toEqual([]);
      expect(await page.getByRole("heading", { level: 3 }).allInnerTexts()).toEqual([
        expect.stringContaining("/sales yesterday"),
        expect.stringContaining("sales as csv"),
      ]);
    });

    it("Tab goes through the page in reading order and shows where it is", async () => {
      const { page, ask } = await open();
      await ask("/sales yesterday");
      await page.getByRole("link", { name: "Skip to the question" }).focus();
      const stops: string[] = [];
      while (stops.length < 30 && (await focused(page)) !== "words") {
        stops.push(
          await page.evaluate(() =>
            (document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "").trim(),
          ),
        );
        expect(await page.evaluate(isFocusSeen), stops.at(-1)).toBe(true);
        await page.keyboard.press("Tab");
      }
      // A group of radio buttons is one stop, and the button itself holds no text.
      const theRadios = "";
      const tools = ["Skip to the question", "Posts", "Clear", "中文", "Theme: Auto. Change"];
      expect(stops).toEqual([
        ...tools,
        "Net sales · Channel",
        "Chart as text",
        "By channel",
        "vs last year",
        "By product",
        "CSV",
        theRadios,
      ]);
    });
  });

  describe("signing in", () => {
    it("asks for the token, says when it is wrong, and opens with the right one", async () => {
      const { page, ask, complaints } = await open({ token: "s3cret" });
      await page.getByRole("heading", { name: "Sign in" }).waitFor();
      expect(await focused(page)).toBe("token");
      expect(await page.getByRole("combobox").isVisible()).toBe(false);
      await page.keyboard.type("guess");
      await page.keyboard.press("Enter");
      await page.getByRole("alert").filter({ hasText: "This is not the token" }).waitFor();
      await page.keyboard.type("s3cret");
      await page.keyboard.press("Enter");
      await page.getByRole("combobox").waitFor();
      await ask("/sales yesterday");
      expect(await page.evaluate(() => document.cookie)).toBe("");
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByRole("heading", { name: "Sign in" }).waitFor();
      expect(await page.getByText("€12,431.80").count()).toBe(0);
      expect(complaints.splice(0)).toEqual([expect.stringContaining("401")]);
    });
  });
});

function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.id);
}
