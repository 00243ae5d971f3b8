/**
 * Sessions: a random id in a cookie keeps conversations apart; with a token, the cookie also proves that it was shown.
 *
 * The proof is an HMAC of the id under the token, so nothing is stored: it outlives a restart, and a changed token ends it.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { EpochMs } from "../../core/calendar/period.ts";
import { ConsoleRefusal } from "./errors.ts";
import { CONSOLE_LIMITS } from "./limits.ts";

const COOKIE = "shopbell_console";
const MAX_AGE_SECONDS = 30 * 86_400;

export interface Sessions {
  /** The session the request belongs to; null where it has none that holds. */
  find(request: Request): string | null;
  /** A new session and the cookie that carries it. Throws `ConsoleRefusal` where a token is needed and this is not it. */
  open(request: Request, givenToken: string | null, nowMs: EpochMs): { readonly id: string; readonly cookie: string };
  /** The cookie that ends a session in the browser. */
  readonly endCookie: string;
}

/** `token` null: whoever reaches the console may use it. */
export function createSessions(token: string | null): Sessions {
  const prove = (id: string) => (token === null ? "open" : createHmac("sha256", token).update(`shopbell-console:${id}`).digest("hex"));
  let failures = { count: 0, sinceMs: 0 };

  function checkToken(given: string | null, nowMs: EpochMs): void {
    if (token === null) return;
    if (nowMs - failures.sinceMs > 60_000) failures = { count: 0, sinceMs: nowMs };
    if (failures.count >= CONSOLE_LIMITS.signInFailuresPerMinute) throw new ConsoleRefusal("too-many-tries");
    if (given !== null && sameText(given, token)) return;
    failures.count += 1;
    throw new ConsoleRefusal("wrong-token");
  }

  return {
    find(request) {
      const [, id, proof] =
        new RegExp(`(?:^|; *)${COOKIE}=([0-9a-f]{32})\\.([0-9a-z]+)(?:;|$)`).exec(request.headers.get("cookie") ?? "") ?? [];
      return id !== undefined && proof !== undefined && sameText(proof, prove(id)) ? id : null;
    },
    open(request, givenToken, nowMs) {
      checkToken(givenToken, nowMs);
      const id = randomBytes(16).toString("hex");
      return { id, cookie: setCookie(`${id}.${prove(id)}`, MAX_AGE_SECONDS, isSecure(request)) };
    },
    endCookie: setCookie("", 0, false),
  };
}

function setCookie(value: string, maxAgeSeconds: number, secure: boolean): string {
  return `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}${secure ? "; Secure" : ""}`;
}

function isSecure(request: Request): boolean {
  return request.url.startsWith("https:") || request.headers.get("x-forwarded-proto") === "https";
}

/** In a time that does not depend on where the texts differ. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
