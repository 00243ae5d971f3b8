import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readReference, referenceOf, sayReference } from "../../../src/adapters/discord/reference.ts";
import { renderMessage } from "../../../src/adapters/discord/render.ts";
import { hostileMessage } from "../slack/hostile-messages.ts";

describe("the reference of a post", () => {
  it("is read back in either language, and from nothing else", () => {
    const reference = referenceOf("daily:lamps:2026-11-21");
    expect(reference).toMatch(/^[0-9a-f]{12}$/);
    expect(readReference(sayReference(reference, "en"))).toBe(reference);
    expect(readReference(`Europe/Berlin\n${sayReference(reference, "zh")}`)).toBe(reference);
    expect(readReference(`${sayReference(reference, "en")}\nEurope/Berlin`)).toBeNull();
    expect(readReference(`See Ref ${reference}`)).toBeNull();
  });

  it("stands whole at the end of the last embed, whatever the message holds", () => {
    fc.assert(
      fc.property(hostileMessage, (message) => {
        const { embeds } = renderMessage(message, { pictures: [], reference: referenceOf("key") });
        expect(readReference(embeds.at(-1)?.footer?.text ?? "")).toBe(referenceOf("key"));
        expect(embeds.at(-1)?.footer?.text.length).toBeLessThanOrEqual(2_048);
      }),
      { numRuns: 10 },
    );
  });
});
