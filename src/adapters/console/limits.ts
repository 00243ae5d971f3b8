/** What the console takes and shows, in one table. These limits are our own: there is no vendor behind this platform. */
export const CONSOLE_LIMITS = {
  /** Characters of one question: longer than any question, shorter than a pasted file. */
  words: 2_000,
  /** Bytes of one request's body. */
  bodyBytes: 16 * 1024,
  /** Rows and columns of a table before "… n more"; the table scrolls within its frame. */
  tableRows: 200,
  tableColumns: 30,
  /** Characters of one text, cell or label. A browser copes with more; a reader does not. */
  text: 4_000,
  cell: 200,
  facts: 40,
  contextLines: 20,
  /** Buttons under one message. */
  actions: 12,
  /** Columns of the text that stands in for a chart. */
  chartTextColumns: 60,
  /** Suggestions while typing. */
  suggestions: 8,
  /** Replies kept per conversation for their pictures and files, and conversations kept at all. */
  repliesPerSession: 40,
  sessions: 500,
  /** Posts of our own account kept on the page. */
  posts: 200,
  /** Wrong tokens within a minute, over all clients, before the sign-in answers 429. */
  signInFailuresPerMinute: 10,
  /** Answers under way when stopping get this long (ms). */
  stopTimeoutMs: 5_000,
} as const;
