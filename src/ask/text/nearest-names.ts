import { allowedEdits, editDistance } from "./edit-distance.ts";

/** Names longer than this are not misspelt by hand, and comparing them costs. */
const MAX_LENGTH = 60;

/** The names nearly spelled like `typed`, nearest first, at most three; none where it is one of them. */
export function nearestNames(typed: string, names: readonly string[]): readonly string[] {
  const word = typed.normalize("NFKC").toLowerCase();
  if (word.length > MAX_LENGTH) return [];
  const most = [...word].length <= 3 ? 0 : allowedEdits(word);
  const near = names
    .filter((name) => name.length <= MAX_LENGTH)
    .map((name) => ({ name, distance: editDistance(word, name.normalize("NFKC").toLowerCase(), most) }))
    .filter(({ distance }) => distance <= most);
  if (near.some(({ distance }) => distance === 0)) return [];
  return near
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}
