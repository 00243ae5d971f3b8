/** What to say where a shop's name is not known: which are, and which was meant. */
import { closestName } from "./closest-name.ts";

/** `id` "" = none was named. */
export function describeUnknownShop(id: string, known: readonly string[]): string {
  if (known.length === 0) {
    const name = /^[a-z0-9-]+$/.test(id) ? id : "<id>";
    return `there is no shop yet; add one: shopbell shop add ${name} --timezone Europe/Berlin --currency EUR`;
  }
  const near = closestName(id, known);
  const shown = known.length > 20 ? `${known.slice(0, 20).join(", ")} and ${known.length - 20} more` : known.join(", ");
  return `there is no shop ${JSON.stringify(id)}${near ? `; did you mean ${near}?` : ""} (shops: ${shown})`;
}
