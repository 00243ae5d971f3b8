export type CharacterClass = "space" | "han" | "digit" | "letter" | "mark";

const SPACE = /[\s\u200b-\u200f\u2060\ufeff]/u;
const HAN = /\p{Script=Han}/u;
const LETTER = /[\p{L}\p{M}\p{N}]/u;

/** ASCII is looked up: most characters are, and every name of a place is read for every question. */
const ASCII: readonly CharacterClass[] = Array.from({ length: 128 }, (_, code) => classifyAny(String.fromCharCode(code)));

/** What part one character (one code point) plays in a line; `mark` also for the empty string. */
export function classifyCharacter(character: string): CharacterClass {
  return ASCII[character.length === 1 ? character.charCodeAt(0) : 128] ?? classifyAny(character);
}

function classifyAny(character: string): CharacterClass {
  if (SPACE.test(character)) return "space";
  if (HAN.test(character)) return "han";
  if (/[0-9]/.test(character)) return "digit";
  return LETTER.test(character) ? "letter" : "mark";
}
