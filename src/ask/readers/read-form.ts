/** How the answer comes: as chart · as a table · csv · 图表 · 导出. */
import type { Clause, Reader } from "../clause.ts";
import { buildLexicon } from "../text/lexicon.ts";
import { FORM_OPENERS, FORM_WORDS } from "../vocabulary/keywords.ts";

const FORMS = buildLexicon(FORM_WORDS);
const OPENERS = buildLexicon(FORM_OPENERS.map((word) => [word, true] as const));

export const readForm: Reader<Clause> = ({ line }, at) => {
  const opener = OPENERS.longest(line.tokens, at);
  const form = FORMS.longest(line.tokens, opener?.end ?? at) ?? FORMS.longest(line.tokens, at);
  return form === null ? null : { value: { type: "form", form: form.value }, end: form.end };
};
