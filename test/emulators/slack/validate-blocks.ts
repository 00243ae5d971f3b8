/** What real Slack refuses in blocks, as far as it is documented. Written apart from the adapter, so that each checks the other. */

type Json = Readonly<Record<string, unknown>>;

export interface BlockRules {
  /** 50 in messages, 100 in a Home tab. */
  readonly maxBlocks: number;
  /** False: a workspace where the table block has not arrived. */
  readonly knowsTables: boolean;
  /** Whether a picture's file is there and Slack has finished with it. */
  readonly isFileReady: (fileId: string) => boolean;
}

/** Null where Slack takes them, else its error with what is wrong, as in `response_metadata.messages`. */
export function validateBlocks(
  blocks: unknown,
  rules: BlockRules,
): { readonly error: string; readonly messages: readonly string[] } | null {
  if (!Array.isArray(blocks)) return { error: "invalid_blocks_format", messages: ["blocks is not an array"] };
  const problems: string[] = [];
  if (blocks.length > rules.maxBlocks) problems.push(`no more than ${rules.maxBlocks} items allowed [json-pointer:/blocks]`);
  for (const [index, block] of blocks.entries()) checkBlock(asJson(block), `/blocks/${index}`, rules, problems);
  if (blocks.filter((block) => asJson(block).type === "table").length > 1)
    return { error: "invalid_blocks", messages: ["only_one_table_allowed"] };
  if (problems.length > 0) return { error: "invalid_blocks", messages: problems };
  return JSON.stringify(blocks).length > 13_200 ? { error: "msg_blocks_too_long", messages: [] } : null;
}

function checkBlock(block: Json, at: string, rules: BlockRules, problems: string[]): void {
  const say = (problem: string) => problems.push(`${problem} [json-pointer:${at}]`);
  const within = (value: unknown, max: number, name: string) => {
    if (typeof value !== "string" || value.length < 1) say(`${name} must be at least 1 character`);
    else if (value.length > max) say(`${name} must be at most ${max} characters`);
  };
  switch (block.type) {
    case "header":
      if (asJson(block.text).type !== "plain_text") say("header text must be plain_text");
      within(asJson(block.text).text, 150, "text");
      return;
    case "section": {
      const fields = block.fields === undefined ? [] : asList(block.fields);
      if (block.text === undefined && fields.length === 0) say("text or fields required");
      if (block.text !== undefined) within(asJson(block.text).text, 3_000, "text");
      if (fields.length > 10) say("no more than 10 fields");
      for (const field of fields) within(asJson(field).text, 2_000, "field");
      return;
    }
    case "context": {
      const elements = asList(block.elements);
      if (elements.length < 1 || elements.length > 10) say("1 to 10 elements");
      for (const element of elements) within(asJson(element).text, 3_000, "element");
      return;
    }
    case "divider":
      return;
    case "image": {
      within(block.alt_text, 2_000, "alt_text");
      const id = asJson(block.slack_file).id;
      if (typeof id === "string") {
        if (!/^F[A-Z0-9]{8,}$/.test(id)) say("input must match regex pattern: ^[F][A-Z0-9]{8,}$");
        else if (!rules.isFileReady(id)) say("invalid slack file");
      } else if (typeof block.image_url !== "string") say("image_url or slack_file required");
      return;
    }
    case "actions":
      checkActions(asList(block.elements), say, within);
      return;
    case "rich_text":
      for (const part of asList(block.elements)) {
        for (const run of asList(asJson(part).elements)) if (asJson(run).type === "text") within(asJson(run).text, 12_000, "text");
      }
      return;
    case "table": {
      if (!rules.knowsTables) return void say("unsupported type: table");
      const rows = asList(block.rows);
      if (rows.length < 1 || rows.length > 100) say("1 to 100 rows");
      for (const row of rows) {
        if (asList(row).length < 1 || asList(row).length > 20) say("1 to 20 cells");
        for (const cell of asList(row)) if (asJson(cell).type === "raw_text") within(asJson(cell).text, 3_000, "cell");
      }
      return;
    }
    default:
      say(`unsupported type: ${String(block.type)}`);
  }
}

function checkActions(
  elements: readonly unknown[],
  say: (problem: string) => void,
  within: (value: unknown, max: number, name: string) => void,
): void {
  if (elements.length < 1 || elements.length > 25) say("no more than 25 items allowed");
  const ids = elements.map((element) => asJson(element).action_id);
  if (new Set(ids).size !== ids.length) say("action_id must be unique");
  for (const element of elements.map(asJson)) {
    within(asJson(element.text).text, 75, "button text");
    within(element.action_id, 255, "action_id");
    if (element.value !== undefined) within(element.value, 2_000, "value");
  }
}

function asJson(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
