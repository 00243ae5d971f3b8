import type { SendLimits } from "../../ports/send-limits.ts";

/** About one message a second in a channel, several hundred a minute in a workspace: taken as two (apis/web-api/rate-limits). */
export const SLACK_SEND_LIMITS: SendLimits = {
  place: { posts: 1, withinMs: 1_000 },
  workspace: { posts: 200, withinMs: 60_000 },
  platform: null,
};

/**
 * What Slack refuses, in one table. Lengths are UTF-16 code units of the text as sent (after escaping), which is never
 * less than what Slack counts.
 */
export const SLACK_LIMITS = {
  /** Blocks in a message (block-kit/blocks). A Home tab takes 100; one limit serves both. */
  blocks: 50,
  /**
   * Length of all blocks as JSON. Slack's `msg_blocks_too_long` is undocumented: seen from 13,172 on with markdown blocks and
   * below 12,000 characters of text with rich text, whose wrapping counts too (bolt-js#2509, #2867).
   */
  blocksJson: 12_000,
  /** Top-level text; 40,000 is cut, 4,000 is what Slack recommends (chat.postMessage). */
  text: 3_000,
  /** Header text (@slack/types). */
  header: 150,
  /** Text of a section, a rich text run and a context element (@slack/types). */
  sectionText: 3_000,
  contextText: 2_000,
  /** Fields of a section, and the text of one (@slack/types). */
  fields: 10,
  fieldText: 2_000,
  /** Elements of an actions block; a button's text and value (@slack/types). */
  actions: 25,
  buttonText: 75,
  buttonValue: 2_000,
  /** Alternative text and title of an image (@slack/types). */
  imageText: 2_000,
  /** Table: rows with the header row, columns (table-block); at most one a message (unsure, so kept). */
  tableRows: 100,
  tableColumns: 20,
  tables: 1,
  /** A modal's title and buttons, and its blocks (reference/views/modal-views). */
  modalTitle: 24,
  modalBlocks: 100,
  /** An input's label and hint (blocks/input-block); its longest text; options of a list, text and value of one (@slack/types). */
  inputLabel: 2_000,
  inputText: 3_000,
  selectOptions: 100,
  optionText: 75,
  optionValue: 75,
  /** Slash commands an app manifest may declare; usage hint and description of one (reference/app-manifest). */
  manifestCommands: 50,
  commandDescription: 2_000,
  commandUsageHint: 1_000,
} as const;
