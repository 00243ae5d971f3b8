/**
 * Text that both engines take: PostgreSQL's holds neither U+0000, which is left out here, nor half of a surrogate pair,
 * which becomes U+FFFD.
 */
export function cleanText(text: string): string {
  return text.includes("\0") || LONE_SURROGATE.test(text) ? text.replaceAll("\0", "").replace(/\p{Surrogate}/gu, "\ufffd") : text;
}

// With the flag `u` a pair of surrogates is one character, and only halves are left to match.
const LONE_SURROGATE = /\p{Surrogate}/u;
