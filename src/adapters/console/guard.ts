/**
 * Who may speak to the console at all, before any session is looked at.
 *
 * A page of another site can make a browser send requests here. Against reading answers: same-origin rules, unless the site
 * renames itself to this machine (DNS rebinding), so without a token only loopback names are answered. Against acting
 * (CSRF): requests that a browser marks as another site's are refused, and bodies must be JSON, which a form cannot send.
 */
import { ConsoleRefusal } from "./errors.ts";
import { CONSOLE_LIMITS } from "./limits.ts";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/** Throws `ConsoleRefusal`. The host in the address is the Host header: that is where the server takes it from. */
export function checkHost(request: Request, token: string | null): void {
  if (token === null && !LOOPBACK.test(new URL(request.url).hostname)) throw new ConsoleRefusal("foreign-host");
}

/**
 * Throws `ConsoleRefusal`. Programs that are no browser send neither header and are let through to the session check. The page
 * itself may be opened from anywhere: a link to it is no attack, and it holds nothing until it has asked.
 */
export function checkOrigin(request: Request): void {
  if (request.method === "GET" && new URL(request.url).pathname === "/") return;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") throw new ConsoleRefusal("foreign-origin");
  const origin = request.headers.get("origin");
  // Only the host is compared: a proxy that ends TLS makes the scheme differ.
  if (origin !== null && !(URL.canParse(origin) && new URL(origin).host === new URL(request.url).host)) {
    throw new ConsoleRefusal("foreign-origin");
  }
}

/** The body as parsed JSON. Throws `ConsoleRefusal`. */
export async function readJson(request: Request): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) throw new ConsoleRefusal("not-json");
  if (Number(request.headers.get("content-length") ?? 0) > CONSOLE_LIMITS.bodyBytes) throw new ConsoleRefusal("too-large");
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.length;
    if (bytes > CONSOLE_LIMITS.bodyBytes) throw new ConsoleRefusal("too-large");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new ConsoleRefusal("bad-request");
  }
}
