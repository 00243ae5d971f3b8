/** Words of a command, with what stands in quotes kept together. */

export interface Word {
  readonly text: string;
  readonly isQuoted: boolean;
}

const WORD = /"([^"]*)"|“([^”]*)”|「([^」]*)」|『([^』]*)』|(\S+)/gu;

export function splitWords(line: string): readonly Word[] {
  return [...line.matchAll(WORD)].map(([, straight, curly, corner, double, bare]) => {
    const quoted = straight ?? curly ?? corner ?? double;
    return quoted === undefined ? { text: bare ?? "", isQuoted: false } : { text: quoted.trim(), isQuoted: true };
  });
}

/** The words as a line again, without the quotes. */
export function joinWords(words: readonly Word[]): string {
  return words.map(({ text }) => text).join(" ");
}
