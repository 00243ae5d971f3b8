/** A form in the conversation: says its words when it is sent, and shows what is wrong beside the field. */
import { el } from "./dom.js";
import { say } from "./texts.js";

let forms = 0;

/**
 * @param {object} form as the server describes it
 * @param {(fields: Record<string, string[]>) => Promise<Record<string, string> | null>} send resolves to problems by field, or null
 */
export function drawForm(form, send) {
  forms += 1;
  const fields = form.fields.map((field) => drawField(field, `form-${forms}-${field.name}`));
  const button = el("button", { type: "submit", class: "primary" }, form.submit);
  return el(
    "form",
    { class: "form", lang: form.locale, "aria-label": form.title, novalidate: true, onsubmit: submit },
    el("p", { class: "form-title" }, form.title),
    ...fields.map(({ row }) => row),
    el("p", { class: "actions" }, button),
  );

  async function submit(event) {
    event.preventDefault();
    button.disabled = true;
    const problems = await send(Object.fromEntries(fields.map(({ name, values }) => [name, values()])));
    button.disabled = false;
    if (problems === null) return;
    for (const { name, tell } of fields) tell(problems[name] ?? "");
    fields.find(({ name }) => problems[name] !== undefined)?.focus();
  }
}

function drawField(field, id) {
  const problem = el("span", { class: "form-problem", id: `${id}-problem`, role: "alert" });
  const drawn =
    field.input.kind === "choices" ? drawChoices(field, id) : field.input.kind === "choice" ? drawChoice(field, id) : drawText(field, id);
  const caption = field.required ? field.label : `${field.label} (${say("optional")})`;
  const hint = el("span", { class: "form-hint", id: `${id}-hint` }, field.hint);
  const isGroup = field.input.kind === "choices";
  const row = isGroup
    ? el("fieldset", { class: "form-field" }, el("legend", {}, caption), drawn.element, hint, problem)
    : el("div", { class: "form-field" }, el("label", { for: id }, caption), drawn.element, hint, problem);
  drawn.focusable?.setAttribute("aria-describedby", `${id}-hint ${id}-problem`);
  return {
    name: field.name,
    row,
    values: drawn.values,
    tell(text) {
      problem.textContent = text;
      drawn.focusable?.setAttribute("aria-invalid", String(text !== ""));
    },
    focus: () => drawn.focusable?.focus(),
  };
}

function drawText({ input, initial }, id) {
  const type = input.kind === "text" ? "text" : input.kind;
  const element = el("input", { id, type, value: initial[0] ?? "" });
  return { element, focusable: element, values: () => (element.value === "" ? [] : [element.value]) };
}

function drawChoice({ input, initial, required }, id) {
  const options = input.choices.map(({ value, label }) => el("option", { value, selected: initial.includes(value) }, label));
  const element = el("select", { id }, required && initial.length > 0 ? null : el("option", { value: "" }, "–"), ...options);
  return { element, focusable: element, values: () => (element.value === "" ? [] : [element.value]) };
}

function drawChoices({ input, initial }, id) {
  const boxes = input.choices.map(({ value }, index) =>
    el("input", { type: "checkbox", id: `${id}-${index}`, value, checked: initial.includes(value) }),
  );
  const labels = input.choices.map(({ label }, index) => el("label", { class: "form-choice" }, boxes[index], label));
  const values = () => boxes.filter(({ checked }) => checked).map(({ value }) => value);
  return { element: el("span", { class: "form-choices" }, ...labels), focusable: boxes[0], values };
}
