/**
 * How many insertions, deletions, substitutions and exchanges of neighbours lie between two words (optimal string
 * alignment: Damerau-Levenshtein without editing an exchanged pair again). Anything above `most` is `most + 1`.
 */
export function editDistance(a: string, b: string, most: number): number {
  const [from, to] = [[...a], [...b]];
  if (Math.abs(from.length - to.length) > most) return most + 1;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = to.map((_, j) => j).concat(to.length);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const isSame = from[i - 1] === to[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    if (Math.min(...row) > most) return most + 1;
    beforeLast = last;
    last = row;
  }
  return Math.min(last[to.length] ?? 0, most + 1);
}

/** How many slips a word of this many characters may hold and still be recognised. */
export function allowedEdits(word: string): number {
  const { length } = [...word];
  if (length <= 3) return length <= 1 ? 0 : 1;
  return length <= 5 ? 1 : length <= 8 ? 2 : 3;
}
