import type { Operator } from "../../core/alerts/alert.ts";
import type { ChatRequest } from "../../ports/chat-platform.ts";

/** "@ann", "<@123>", "@U0ANN", "me". What the platform made a mention of has an id; a plain name is only a name. */
export function readPerson(text: string, { user, mentioned }: ChatRequest): Operator | null {
  const word = text
    .trim()
    .replace(/^(?:to|给)\s*/iu, "")
    .split(/\s+/u)[0];
  if (word === undefined || word === "") return null;
  if (/^@?(?:me|myself|我|自己)$/iu.test(word)) return { userId: user.id, name: user.name };
  const said = word.replace(/^<?@?!?/u, "").replace(/>$/u, "");
  if (said === "") return null;
  const isId = /^(?:[UW][A-Z0-9]{5,}|\d{15,21})$/.test(said);
  return isId ? { userId: said, name: mentioned?.[said] ?? said } : { userId: "", name: said };
}
