/** Quoted text: kept exactly as written, so that a name may hold spaces, commas and words of the grammar. */

/** What opens a quotation, and every character that may close it. Keyboards and chat clients rewrite straight quotes. */
const CLOSERS: Readonly<Record<string, string>> = {
  '"': '"',
  "＂": "＂",
  "“": "”“",
  "”": "”",
  "„": "“”",
  "«": "»",
  "「": "」",
  "『": "』",
  "《": "》",
  "`": "`",
  "'": "'",
  "‘": "’",
};

interface Quotation {
  readonly content: string;
  /** Just after the closing quote. */
  readonly end: number;
}

/**
 * Reads the quotation that opens at `at`; null where none does or nothing closes it.
 * Inside straight double quotes a doubled quote stands for itself. An apostrophe within a word opens nothing.
 */
export function readQuotation(text: string, at: number): Quotation | null {
  const open = text[at];
  const closers = open === undefined ? undefined : CLOSERS[open];
  if (closers === undefined) return null;
  if (open === '"') return readDoubled(text, at);
  if (open === "'" && isWordCharacter(text[at - 1])) return null;
  for (let i = at + 1; i < text.length; i++) {
    if (!closers.includes(text.charAt(i))) continue;
    if (open === "'" && isWordCharacter(text[i + 1])) continue;
    return { content: text.slice(at + 1, i), end: i + 1 };
  }
  return null;
}

function readDoubled(text: string, at: number): Quotation | null {
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] !== '"') continue;
    if (text[i + 1] === '"') i++;
    else return { content: text.slice(at + 1, i).replaceAll('""', '"'), end: i + 1 };
  }
  return null;
}

/** The text in quotes that read back as exactly the text. */
export function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
