import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completeLine } from "../../../src/adapters/console/complete-line.ts";
import { locateCompletion } from "../../../src/adapters/console/locate-completion.ts";
import { consolePlace, parseAsk } from "../../../src/adapters/console/parse.ts";
import { COMMANDS, recordingHandlers } from "./fakes.ts";

function request(line: string, locale: "en" | "zh" | null = null) {
  return parseAsk({ words: line, thread: null, locale }, { sessionId: "s", acceptLanguage: null, nowMs: 0 });
}

async function lines(line: string): Promise<string[]> {
  return (await completeLine(request(line), COMMANDS, recordingHandlers())).map((suggestion) => suggestion.line);
}

describe("completeLine", () => {
  it("completes the command's name, with and without the slash, hyphen or blank", async () => {
    expect(await lines("/re")).toEqual(["/refunds ", "/refund-rate "]);
    expect(await lines("refund r")).toEqual(["/refund-rate "]);
    expect(await lines("/")).toHaveLength(5);
  });

  it("says what a command does in the asker's language", async () => {
    const [suggestion] = await completeLine(request("/con", "zh"), COMMANDS, recordingHandlers());
    expect(suggestion).toEqual({ label: "/conversion", detail: "转化率", line: "/conversion " });
  });

  it("asks the handlers for the values of the option being typed", async () => {
    const handlers = recordingHandlers();
    await completeLine(request("/sales last w"), COMMANDS, handlers);
    await completeLine(request("sales yesterday by ch"), COMMANDS, handlers);
    await completeLine(request("/refund rate la"), COMMANDS, handlers);
    expect(handlers.completed.map(({ command, option, typed }) => [command, option, typed])).toEqual([
      ["sales", "period", "last w"],
      ["sales", "dimension", "ch"],
      ["refund-rate", "period", "la"],
    ]);
    expect(handlers.completed[0]?.request.place).toEqual(consolePlace("s", null));
  });

  it("replaces what is typed and keeps what stands before it", async () => {
    expect(await lines("sales yesterday by ch")).toEqual(["/sales yesterday by channel "]);
    expect(await lines("/sales last w")).toEqual(["/sales last week "]);
  });

  it("offers the words that can follow a finished value, each once", async () => {
    expect(await lines("/sales yesterday ")).toEqual(["/sales yesterday by ", "/sales yesterday vs "]);
    expect(await lines("/sales yesterday by channel ")).toEqual(["/sales yesterday by channel vs "]);
  });

  it("has nothing to say to words that begin no command", async () => {
    expect(await lines("how is it going")).toEqual([]);
    expect(await lines("销售额 昨天")).toEqual([]);
    expect(await lines("/shopbell he")).toEqual([]);
  });

  it("never fails, never offers more than eight, and every line it offers begins with a command", async () => {
    const words = fc.array(fc.constantFrom("/", "sales", "refund-rate", " ", "by", "vs", "channel", "last", "销", "  ", "in"), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          words.map((parts) => parts.join("")),
          fc.string(),
        ),
        async (line) => {
          const offered = await lines(line);
          expect(offered.length).toBeLessThanOrEqual(8);
          for (const each of offered)
            expect(COMMANDS.some(({ name }) => each.startsWith(`/${name.replace("-", " ")}`) || each.startsWith(`/${name}`))).toBe(true);
        },
      ),
    );
  });
});

describe("locateCompletion", () => {
  it("takes the longest command that fits", () => {
    expect(locateCompletion("refund rate last", COMMANDS)).toMatchObject({
      type: "option",
      command: { name: "refund-rate" },
      typed: "last",
      start: 12,
    });
    expect(locateCompletion("refunds last", COMMANDS)).toMatchObject({ type: "option", command: { name: "refunds" } });
  });
});
