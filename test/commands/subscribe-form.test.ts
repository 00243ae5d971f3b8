import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCommands } from "../../src/commands/index.ts";
import { showForm } from "../../src/commands/show-form.ts";
import { subscribeForm } from "../../src/commands/subscribe-form.ts";
import { parseSubscription } from "../../src/commands/subscribe-words.ts";
import { findForm } from "../../src/core/forms/find-form.ts";
import { type FilledForm, FORM_LIMITS } from "../../src/core/forms/form.ts";
import { readForm } from "../../src/core/forms/read-form.ts";
import { LOCALES, type Locale } from "../../src/core/locale.ts";
import { makeShop } from "../intake/make-shop.ts";

const read = (filled: FilledForm, locale: Locale = "en") =>
  readForm({ spec: subscribeForm, subject: null }, { every: ["daily"], at: ["09:00"], ...filled }, locale);

describe("the form to subscribe", () => {
  it("says the words of the command, in the language it was shown in", () => {
    const filled = { every: ["daily"], at: ["8:30"], days: ["1", "2", "3", "4", "5"], shops: ["berlin", "paris"], language: ["zh"] };
    expect(read(filled)).toEqual({ ok: true, words: "shopbell subscribe daily at 08:30 on weekdays for berlin, paris in zh" });
    expect(read(filled, "zh")).toEqual({ ok: true, words: "shopbell 订阅 每日 08:30 工作日 店铺 berlin, paris 语言 zh" });
  });

  it("tells which field cannot be so", () => {
    expect(read({ at: ["nine"] })).toEqual({ ok: false, problems: { at: expect.stringContaining("00:00 to 23:59") } });
    expect(read({ every: [] })).toEqual({ ok: false, problems: { every: "Fill this in." } });
    expect(read({ every: ["weekly"], days: ["1", "2"] })).toEqual({ ok: false, problems: { days: expect.stringContaining("choose one") } });
    expect(read({ every: ["monthly"], days: ["1"] }, "zh")).toEqual({
      ok: false,
      problems: { days: expect.stringContaining("每月 1 日") },
    });
    expect(read({ language: ["tlh"] })).toEqual({ ok: false, problems: { language: "Choose one of the list." } });
  });

  it("takes choices written by their label, in either language", () => {
    expect(read({ every: ["WEEKLY"], days: ["周二"], language: ["中文"] })).toEqual({
      ok: true,
      words: "shopbell subscribe weekly on tuesday at 09:00 in zh",
    });
  });

  it("never says words that the command does not understand", () => {
    const filled = fc.record({
      every: fc.constantFrom(["daily"], ["weekly"], ["monthly"]),
      at: fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => [`${hour}:${String(minute).padStart(2, "0")}`]),
      days: fc.subarray(["1", "2", "3", "4", "5", "6", "7"]),
      shops: fc.subarray(["berlin", "new-york"]),
      language: fc.constantFrom([], ["en"], ["zh"]),
    });
    fc.assert(
      fc.property(filled, fc.constantFrom(...LOCALES), (form, locale) => {
        const reading = read(form, locale);
        if (!reading.ok) return Object.keys(reading.problems).join() === "days";
        const [, , ...words] = reading.words.split(" ");
        const parsed = parseSubscription("subscribe", words.join(" "));
        return parsed.ok && parsed.request.type === "subscribe" && parsed.request.shops.join() === form.shops.join();
      }),
    );
  });
});

describe("every command's form", () => {
  const specs = createCommands(async () => ({})).map(({ spec }) => spec);
  const forms = specs.flatMap(({ forms: own = [] }) => own);

  it("fits every platform", () => {
    expect(forms.length).toBeGreaterThan(0);
    for (const locale of LOCALES) {
      for (const form of forms.map((spec) => showForm({ spec, subject: null }, { locale, shops: [makeShop("berlin")], shop: null }))) {
        expect(form.title.length).toBeLessThanOrEqual(FORM_LIMITS.titleChars);
        expect(form.submit.length).toBeLessThanOrEqual(FORM_LIMITS.titleChars);
        expect(form.fields.length).toBeLessThanOrEqual(FORM_LIMITS.fields);
        for (const { name, label, hint, input, initial } of form.fields) {
          expect(name).toMatch(/^[a-z][a-z-]{0,31}$/);
          expect(label.length).toBeLessThanOrEqual(FORM_LIMITS.labelChars);
          expect(hint.length).toBeLessThanOrEqual(FORM_LIMITS.hintChars);
          if (!("choices" in input)) continue;
          expect(input.choices.length).toBeLessThanOrEqual(FORM_LIMITS.choices);
          expect(input.choices.map(({ value }) => value)).toEqual(expect.arrayContaining([...initial]));
        }
      }
    }
  });

  it("is opened by its lines alone, however they are typed, and only by them", () => {
    expect(findForm(forms, " /Shopbell  SUBSCRIBE ")).toEqual({ spec: subscribeForm, subject: null });
    expect(findForm(forms, "订阅")?.spec).toBe(subscribeForm);
    expect(findForm(forms, "shopbell subscribe daily at 09:00")).toBeNull();
    expect(findForm(forms, "campaign keep #Q7")?.subject).toBe("#Q7");
    expect(findForm(forms, "tasks add #7")).toBeNull();
    const lines = forms.flatMap(({ openedBy }) => openedBy);
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines).toEqual(lines.map((line) => line.toLowerCase().trim()));
  });
});
