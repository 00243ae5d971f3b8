import fc from "fast-check";
import { expect, it } from "vitest";
import { renderModal as renderDiscordModal } from "../../src/adapters/discord/form.ts";
import { renderModal as renderSlackModal } from "../../src/adapters/slack/form.ts";
import { FORM_LIMITS, type Form } from "../../src/core/forms/form.ts";
import { CallbackBody } from "../emulators/discord/schema.ts";
import { validateModal } from "../emulators/slack/validate-modal.ts";

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.constantFrom("<!channel>", "&".repeat(90), "@everyone", " ", "\u202E"),
);
const choices = fc.uniqueArray(fc.record({ value: fc.string({ minLength: 1, maxLength: 120 }), label: text }), {
  minLength: 1,
  maxLength: FORM_LIMITS.choices,
  selector: ({ value }) => value,
});
const input = fc.oneof(
  fc.record({ kind: fc.constant("text" as const) }),
  fc.record({
    kind: fc.constantFrom("choice" as const, "choices" as const),
    choices: choices.filter((all) => all.some(({ value }) => value.length <= 75)),
  }),
);
const forms: fc.Arbitrary<Form> = fc.record({
  id: fc.constant("plan sale"),
  locale: fc.constantFrom("en" as const, "zh" as const),
  title: text,
  submit: text,
  fields: fc.uniqueArray(
    fc.record({
      name: fc.stringMatching(/^[a-z]{1,32}$/),
      label: text,
      hint: text,
      required: fc.boolean(),
      initial: fc.constant([]),
      input,
    }),
    { minLength: 1, maxLength: FORM_LIMITS.fields, selector: ({ name }) => name },
  ),
});

const INCOMING = {
  ...{ workspace: "T0", userId: "U0", target: { channel: "C0", threadTs: null }, thread: null, words: "", addressed: true },
  ...{ channelNames: {}, isDirect: false, responseUrl: null, triggerId: "1", deliveryId: "1" },
};

it("whatever a form's texts hold, Slack and Discord take it", () => {
  fc.assert(
    fc.property(forms, (form) => {
      const modal = renderSlackModal(form, INCOMING);
      expect(validateModal(JSON.parse(JSON.stringify(modal)))).toEqual([]);
      expect(CallbackBody.safeParse({ type: 9, data: renderDiscordModal(form) }).error).toBeUndefined();
    }),
  );
});
