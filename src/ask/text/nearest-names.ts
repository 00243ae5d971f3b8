import { allowedEdits, editDistance } from "./edit-distance.ts";

/** Names longer than this are not misspelt by hand, and comparing them costs. */
const MAX_LENGTH = 60;
/** In shorter names every slip makes another name: US, UK. */
const MIN_LENGTH = 4;

/** The names nearly spelled like `typed`, nearest first, at most three; none where it is one of them. */
export function nearestNames(typed: string, names: readonly string[]): readonly string[] {
  const word = charactersOf(typed);
  if (word.length < MIN_LENGTH || word.length > MAX_LENGTH) return [];
  const most = allowedEdits(word.length);
  const near = names
    .map((name) => ({ name, distance: name.length > MAX_LENGTH ? most + 1 : editDistance(word, charactersOf(name), most) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.distance === 0 ? [] : near.slice(0, 3).map(({ name }) => name);
}

function charactersOf(text: string): readonly string[] {
  return [...text.normalize("NFKC").toLowerCase()];
}
