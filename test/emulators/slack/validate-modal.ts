/** What real Slack refuses in a modal (reference/views/modal-views, block-kit/blocks/input-block). Written apart from the adapter. */

type Json = Readonly<Record<string, unknown>>;

/** What is wrong with it, as in `response_metadata.messages`; empty where Slack takes it. */
export function validateModal(view: unknown): readonly string[] {
  const problems: string[] = [];
  const modal = asJson(view);
  const check = (isFine: boolean, problem: string) => void (isFine || problems.push(problem));
  const text = (value: unknown, max: number, at: string) => {
    const { type, text: words } = asJson(value);
    check(
      type === "plain_text" && typeof words === "string" && words.length >= 1 && words.length <= max,
      `${at}: plain_text of 1 to ${max}`,
    );
  };
  check(modal.type === "modal", "type: modal");
  text(modal.title, 24, "title");
  text(modal.submit, 24, "submit");
  text(modal.close, 24, "close");
  check(String(modal.callback_id).length <= 255, "callback_id: at most 255");
  check(String(modal.private_metadata ?? "").length <= 3_000, "private_metadata: at most 3000");
  const blocks = asList(modal.blocks);
  check(blocks.length >= 1 && blocks.length <= 100, "blocks: 1 to 100");
  const ids = blocks.map(({ block_id }) => block_id);
  check(new Set(ids).size === ids.length, "block_id must be unique");
  for (const block of blocks) {
    check(block.type === "input", "input blocks only");
    text(block.label, 2_000, "label");
    text(block.hint, 2_000, "hint");
    checkElement(asJson(block.element), check, text);
  }
  return problems;
}

function checkElement(
  element: Json,
  check: (isFine: boolean, problem: string) => void,
  text: (value: unknown, max: number, at: string) => void,
): void {
  check(/^.{1,255}$/.test(String(element.action_id ?? "")), "action_id: 1 to 255");
  switch (element.type) {
    case "plain_text_input":
      check(Number(element.max_length ?? 1) <= 3_000, "max_length: at most 3000");
      return;
    case "timepicker":
      check(/^([01]\d|2[0-3]):[0-5]\d$/.test(String(element.initial_time ?? "00:00")), "initial_time: HH:mm");
      return;
    case "datepicker":
      check(/^\d{4}-\d{2}-\d{2}$/.test(String(element.initial_date ?? "2026-01-01")), "initial_date: YYYY-MM-DD");
      return;
    case "static_select":
    case "multi_static_select": {
      const options = asList(element.options);
      check(options.length >= 1 && options.length <= 100, "options: 1 to 100");
      for (const option of options) {
        text(option.text, 75, "option text");
        check(/^.{1,75}$/u.test(String(option.value ?? "")), "option value: 1 to 75");
      }
      const initial = element.initial_option === undefined ? asList(element.initial_options ?? []) : [asJson(element.initial_option)];
      const known = new Set(options.map((option) => JSON.stringify(option)));
      check(element.initial_options === undefined || initial.length > 0, "initial_options: at least one");
      check(
        initial.every((option) => known.has(JSON.stringify(option))),
        "initial options must be among the options",
      );
      return;
    }
    default:
      check(false, `unsupported element: ${String(element.type)}`);
  }
}

function asJson(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function asList(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(asJson) : [];
}
