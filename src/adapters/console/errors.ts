/** Why the console refuses a request: a status for the browser, a code for the page, words for whoever reads them. */
const REFUSALS = {
  "bad-request": { status: 400, message: "The request could not be read. Reload the page and try again." },
  "sign-in": { status: 401, message: "Sign in first: the token is the value of CONSOLE_TOKEN." },
  "wrong-token": { status: 401, message: "This is not the token. It is the value of CONSOLE_TOKEN in the bot's environment." },
  "foreign-host": {
    status: 403,
    message: "Without CONSOLE_TOKEN the console answers on this machine only: open it as http://localhost, or set CONSOLE_TOKEN.",
  },
  "foreign-origin": { status: 403, message: "Requests from other sites are refused. Open the console itself." },
  "not-found": { status: 404, message: "There is nothing at this address." },
  gone: { status: 404, message: "This answer is no longer kept. Ask again." },
  "too-large": { status: 413, message: "That is too long for a question. Ask in fewer words." },
  "not-json": { status: 415, message: "Send JSON (Content-Type: application/json)." },
  "too-many-tries": { status: 429, message: "Too many wrong tokens. Wait a minute, then try again." },
  "cannot-draw": { status: 500, message: "The chart could not be drawn." },
  "not-running": { status: 503, message: "Shopbell is starting or stopping. Try again in a moment." },
} as const satisfies Record<string, { readonly status: number; readonly message: string }>;

export type RefusalCode = keyof typeof REFUSALS;

/** Thrown while a request is handled; `index.ts` turns it into a response. */
export class ConsoleRefusal extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode, options?: { readonly cause?: unknown }) {
    super(REFUSALS[code].message, options);
    this.name = "ConsoleRefusal";
    this.code = code;
  }
}

export function refusalResponse({ code }: ConsoleRefusal): Response {
  const { status, message } = REFUSALS[code];
  return Response.json({ error: { code, message } }, { status });
}
