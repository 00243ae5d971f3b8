/**
 * How many insertions, deletions, substitutions and exchanges of neighbours lie between two words, given as characters
 * (optimal string alignment: Damerau-Levenshtein without editing an exchanged pair again). Above `most` it is `most + 1`.
 */
export function editDistance(from: readonly string[], to: readonly string[], most: number): number {
  if (Math.abs(from.length - to.length) > most) return most + 1;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const isSame = from[i - 1] === to[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1));
      const isExchange = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (isExchange) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    if (Math.min(...row) > most) return most + 1;
    beforeLast = last;
    last = row;
  }
  return Math.min(last[to.length] ?? 0, most + 1);
}

/** How many slips a word of so many characters may hold and still be recognised. */
export function allowedEdits(length: number): number {
  if (length <= 3) return length <= 1 ? 0 : 1;
  return length <= 5 ? 1 : length <= 8 ? 2 : 3;
}
