/** The body of an intake request: a JSON array, one JSON object, or NDJSON (one object a line). */
import type { ItemProblem } from "../../ports/intake.ts";

export type ParsedItems =
  | { readonly type: "items"; readonly items: readonly unknown[] }
  | { readonly type: "malformed"; readonly problems: readonly ItemProblem[] };

/** A malformed body would otherwise be answered with as many problems as it has lines. */
const MAX_PROBLEMS = 100;

/** `index` of a problem counts items; blank lines of NDJSON are none. */
export function parseItems(body: Uint8Array, contentType: string): ParsedItems {
  const text = decodeUtf8(body);
  if (text === null) return malformed("the body is not UTF-8 text");
  if (/\bapplication\/(x-)?ndjson\b|\bapplication\/jsonl\b/i.test(contentType)) return parseLines(text);
  const whole = parseJson(text);
  if (whole.ok) return { type: "items", items: Array.isArray(whole.value) ? whole.value : [whole.value] };
  // curl sends NDJSON as application/json or as a form unless told otherwise: several lines of objects are taken for what they are.
  if (/^\s*\{.*\}\s*\n\s*\{/.test(text)) return parseLines(text);
  return malformed(`the body is not JSON (${whole.error}); send a JSON array of objects, or one object a line as application/x-ndjson`);
}

function parseLines(text: string): ParsedItems {
  const items: unknown[] = [];
  const problems: ItemProblem[] = [];
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const index = items.length;
    const parsed = parseJson(line);
    items.push(parsed.ok ? parsed.value : null);
    if (!parsed.ok && problems.length < MAX_PROBLEMS) problems.push({ index, field: "", problem: `not JSON: ${parsed.error}` });
  }
  return problems.length > 0 ? { type: "malformed", problems } : { type: "items", items };
}

function malformed(problem: string): ParsedItems {
  return { type: "malformed", problems: [{ index: 0, field: "", problem }] };
}

function parseJson(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message.slice(0, 120) : "unreadable" };
  }
}

/** Null where the bytes are not UTF-8. A byte order mark is dropped. */
function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
