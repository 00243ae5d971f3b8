/** A form with a field of every kind, for the tests of the platforms. */

import { showForm } from "../../src/commands/show-form.ts";
import type { Form, FormSpec } from "../../src/core/forms/form.ts";
import { readForm } from "../../src/core/forms/read-form.ts";
import type { ChatHandlers } from "../../src/ports/chat-platform.ts";
import { makeShop } from "../intake/make-shop.ts";

const both = (text: string) => ({ en: text, zh: text });

export const FORM_SPEC: FormSpec = {
  openedBy: ["plan sale", "计划"],
  title: both("Plan a sale"),
  submit: both("Plan it"),
  fields: [
    { name: "name", label: both("Name"), hint: both("What people call it"), required: true, initial: [], input: { kind: "text" } },
    { name: "day", label: both("Day"), hint: both("When it begins"), required: true, initial: ["2026-11-27"], input: { kind: "date" } },
    { name: "at", label: both("Time"), hint: both("When it begins"), required: false, initial: ["09:00"], input: { kind: "time" } },
    {
      ...{ name: "size", label: { en: "Size", zh: "规模" }, hint: both("How big"), required: true, initial: ["small"] },
      input: {
        kind: "choice",
        choices: [
          { value: "small", label: { en: "Small", zh: "小" } },
          { value: "big", label: { en: "Big", zh: "大" } },
        ],
      },
    },
    {
      name: "shops",
      label: both("Shops"),
      hint: both("Which shops"),
      required: false,
      initial: [],
      input: { kind: "choices", choices: "shops" },
    },
  ],
  toWords: (filled) => {
    const say = (name: string) => filled[name]?.join(",") ?? "";
    if (say("name") === "everything") return { ok: false, problems: { name: both("Not everything.") } };
    return { ok: true, words: `sales ${say("name")} ${say("day")} ${say("at")} ${say("size")} ${say("shops")}` };
  },
};

const SHOPS = [
  { ...makeShop("berlin"), name: "Laden <Berlin> & Söhne" },
  { ...makeShop("new-york"), name: "New York" },
];

export const FORM: Form = showForm({ spec: FORM_SPEC, subject: null }, { locale: "en", shops: SHOPS, shop: SHOPS[1] ?? null });

export const readPlainForm: ChatHandlers["readForm"] = (_, filled, locale) => readForm({ spec: FORM_SPEC, subject: null }, filled, locale);
