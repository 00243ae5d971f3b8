/**
 * Words → tokens. Latin words, numbers and marks are one token each; Chinese has no spaces, so every Han character is a
 * token and the lexicon finds the longest words among them. Width is normalised (NFKC) outside quotes.
 */
import type { CharacterClass } from "./classify-character.ts";
import { classifyCharacter } from "./classify-character.ts";
import { foldHan, foldWord } from "./fold.ts";
import { readQuotation } from "./quotes.ts";

export interface Token {
  readonly kind: "word" | "number" | "han" | "quoted" | "mark";
  /** Folded, as the vocabulary spells it; the exact content of a quotation; a mark itself. */
  readonly text: string;
  /** Where it stands in the line's text, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** True where no space stands before it. */
  readonly glued: boolean;
}

export interface Line {
  /** What was typed, normalised; tokens point into it. */
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** Splits a line. Work and number of tokens are linear in the length of the text. */
export function tokenize(raw: string): Line {
  const line: OpenLine = { text: "", tokens: [], spaced: true };
  let plainFrom = 0;
  for (let at = 0; at < raw.length; at++) {
    const quotation = readQuotation(raw, at);
    if (quotation === null) continue;
    scanPlain(line, raw.slice(plainFrom, at).normalize("NFKC"));
    const start = line.text.length;
    line.text += raw.slice(at, quotation.end);
    const content = quotation.content.trim();
    if (content !== "") push(line, "quoted", content, start, line.text.length);
    at = quotation.end - 1;
    plainFrom = quotation.end;
  }
  scanPlain(line, raw.slice(plainFrom).normalize("NFKC"));
  return line;
}

/** The characters of a token as typed (normalised), for the stretch `[from, to)` of tokens. */
export function wordsOf(line: Line, from: number, to: number): string {
  const first = line.tokens[from];
  const last = line.tokens[to - 1];
  return first === undefined || last === undefined ? "" : line.text.slice(first.start, last.end);
}

/** A line being scanned. `spaced`: white space, or the beginning, stands before what comes next. */
interface OpenLine {
  text: string;
  readonly tokens: Token[];
  spaced: boolean;
}

function push(line: OpenLine, kind: Token["kind"], text: string, start: number, end: number): void {
  line.tokens.push({ kind, text, start, end, glued: !line.spaced });
  line.spaced = false;
}

function scanPlain(line: OpenLine, plain: string): void {
  const offset = line.text.length;
  line.text += plain;
  for (let at = 0; at < plain.length; ) {
    const character = characterAt(plain, at);
    const kind = classifyCharacter(character);
    const end = kind === "digit" ? endOfRun(plain, at, "digit") : kind === "letter" ? endOfWord(plain, at) : at + character.length;
    const written = plain.slice(at, end);
    if (kind === "space") line.spaced = true;
    else if (kind === "han") push(line, "han", foldHan(written), offset + at, offset + end);
    else if (kind === "digit") push(line, "number", written, offset + at, offset + end);
    else if (kind === "letter") push(line, "word", foldWord(written), offset + at, offset + end);
    else if (!isHyphenInWord(plain, at)) push(line, "mark", written, offset + at, offset + end);
    at = end;
  }
}

const isLetter = (character: string) => classifyCharacter(character) === "letter";

/** Letters with inner apostrophes: "o'brien" is one word. */
function endOfWord(text: string, from: number): number {
  let end = endOfRun(text, from, "letter");
  while ((text[end] === "'" || text[end] === "’") && isLetter(characterAt(text, end + 1))) end = endOfRun(text, end + 1, "letter");
  return end;
}

function endOfRun(text: string, from: number, kind: CharacterClass): number {
  let at = from;
  while (at < text.length) {
    const character = characterAt(text, at);
    if (classifyCharacter(character) !== kind) break;
    at += character.length;
  }
  return at;
}

/** "year-to-date" and "refund_rate" are words side by side. */
function isHyphenInWord(text: string, at: number): boolean {
  const joins = text[at] === "-" || text[at] === "_" || text[at] === "‐";
  return joins && isLetter(text.charAt(at - 1)) && isLetter(text.charAt(at + 1));
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}
