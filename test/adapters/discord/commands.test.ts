import { describe, expect, it } from "vitest";
import { joinOptions } from "../../../src/adapters/discord/commands.ts";
import { parseLocale } from "../../../src/adapters/discord/parse.ts";
import type { CommandSpec, OptionSpec } from "../../../src/ports/command-spec.ts";

const option = (name: string, prefix: OptionSpec["prefix"]): OptionSpec => ({
  name,
  prefix,
  description: { en: name, zh: name },
  required: false,
});
const spec: Pick<CommandSpec, "name" | "options"> = {
  name: "refund-rate",
  options: [option("period", ""), option("by", "by"), option("only", "in"), option("compare", "vs")],
};

describe("options", () => {
  const join = (values: Readonly<Record<string, string>>) => joinOptions(spec, (name) => values[name] ?? null);

  it("become words in the order of the list, whatever order they were typed in", () => {
    expect(join({ compare: "last year", period: "Nov 1-11", only: "channel=paid" })).toBe(
      "refund rate Nov 1-11 in channel=paid vs last year",
    );
  });

  it("do not repeat a word that was typed with them, and leave out blank ones", () => {
    expect(join({ by: "By channel", only: "international=yes", period: "  " })).toBe("refund rate By channel in international=yes");
  });
});

describe("a client's language", () => {
  it("is Chinese for both Chinese, English for all others, and unknown where it is not told", () => {
    expect(["zh-CN", "zh-TW", "en-US", "de", null].map(parseLocale)).toEqual(["zh", "zh", "en", "en", null]);
  });
});
