import type { SendLimits } from "../../ports/send-limits.ts";

/**
 * 50 requests a second over all, some of which answers need (topics/rate-limits). The limit of a channel comes with each answer;
 * 5 in 5 s is what Discord has long set for messages, and its 429 rules where that changes.
 */
export const DISCORD_SEND_LIMITS: SendLimits = {
  place: { posts: 5, withinMs: 5_000 },
  workspace: null,
  platform: { posts: 40, withinMs: 1_000 },
};

/**
 * What Discord takes, in one table. Text is counted in UTF-16 code units, which is never fewer than Discord counts.
 * Sources are pages of discord.com/developers/docs.
 */
export const LIMITS = {
  /** topics/rate-limits: all requests of a bot together. */
  requestsPerSecond: 50,
  /** resources/message: content. */
  contentChars: 2_000,
  /** resources/message: nonce. */
  nonceChars: 25,
  /** resources/message: embeds a message, and title, description, field names and values, footer of all together. */
  embeds: 10,
  embedsTotalChars: 6_000,
  embedTitleChars: 256,
  embedDescriptionChars: 4_096,
  embedFields: 25,
  fieldNameChars: 256,
  fieldValueChars: 1_024,
  footerChars: 2_048,
  /** resources/message#get-channel-messages: messages a request. */
  historyMessages: 100,
  /** resources/channel#start-thread-from-message: name. */
  threadNameChars: 100,
  /** components/reference: rows a message, buttons a row, custom_id and label of a button. */
  buttonRows: 5,
  buttonsPerRow: 5,
  customIdChars: 100,
  buttonLabelChars: 80,
  /** interactions/receiving-and-responding#modal: title and components; components/reference: label, its description, text input. */
  modalTitleChars: 45,
  modalFields: 5,
  fieldLabelChars: 45,
  fieldHintChars: 100,
  textInputChars: 4_000,
  /** interactions/receiving-and-responding: autocomplete choices, and the name and value of each. */
  choices: 25,
  choiceChars: 100,
  /** interactions/application-commands: description of a command or an option. The rest of its limits our list is far from. */
  descriptionChars: 100,
  /** reference#uploading-files: one file, one request; resources/message: files a message and a file's description. */
  fileBytes: 10 * 1024 * 1024,
  requestBytes: 25 * 1024 * 1024,
  files: 10,
  fileDescriptionChars: 1_024,
} as const;

/** Ours, not Discord's: what a phone shows of a code block before it wraps, and the widest a desktop's embed shows. */
export const TABLE_COLUMNS = { phone: 40, desktop: 60 } as const;
