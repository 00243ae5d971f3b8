/**
 * Words → tokens. Latin words, numbers and marks are one token each; Chinese has no spaces, so every Han character is a
 * token and the lexicon finds the longest words among them. Width is normalised (NFKC) outside quotes.
 */
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

const SPACE = /[\s\u200b-\u200f\u2060\ufeff]/u;
const HAN = /[\p{Script=Han}]/u;
const DIGIT = /[0-9]/;
const LETTER = /[\p{L}\p{M}\p{N}]/u;

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
    let end = at + character.length;
    if (SPACE.test(character)) line.spaced = true;
    else if (HAN.test(character)) push(line, "han", foldHan(character), offset + at, offset + end);
    else if (DIGIT.test(character)) {
      end = endOfRun(plain, at, (c) => DIGIT.test(c));
      push(line, "number", plain.slice(at, end), offset + at, offset + end);
    } else if (LETTER.test(character)) {
      end = endOfWord(plain, at);
      push(line, "word", foldWord(plain.slice(at, end)), offset + at, offset + end);
    } else if (!isHyphenInWord(plain, at)) push(line, "mark", character, offset + at, offset + end);
    at = end;
  }
}

const isWordLetter = (c: string) => LETTER.test(c) && !DIGIT.test(c) && !HAN.test(c);

/** Letters with inner apostrophes: "o'brien" is one word. */
function endOfWord(text: string, from: number): number {
  let end = endOfRun(text, from, isWordLetter);
  while ((text[end] === "'" || text[end] === "’") && isWordLetter(characterAt(text, end + 1))) end = endOfRun(text, end + 1, isWordLetter);
  return end;
}

function endOfRun(text: string, from: number, belongs: (character: string) => boolean): number {
  let at = from;
  while (at < text.length) {
    const character = characterAt(text, at);
    if (!belongs(character)) break;
    at += character.length;
  }
  return at;
}

/** "year-to-date" and "refund_rate" are words side by side. */
function isHyphenInWord(text: string, at: number): boolean {
  const joins = text[at] === "-" || text[at] === "_" || text[at] === "‐";
  return joins && isWordLetter(text.charAt(at - 1)) && isWordLetter(text.charAt(at + 1));
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}
