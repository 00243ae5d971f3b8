/** Which form words open, and what they are about. */
import type { FormSpec } from "./form.ts";

export interface FoundForm {
  readonly spec: FormSpec;
  /** "#…" where the words name what the form is about; null elsewhere. */
  readonly subject: string | null;
}

/** Null: the words are no form's. Looks at nothing but the words, so that every request can be asked about. Reads a form's id, too. */
export function findForm(forms: readonly FormSpec[], words: string): FoundForm | null {
  const line = words.normalize("NFKC").trim().replace(/^\//, "").replace(/\s+/gu, " ");
  const [, opener = "", subject = null] = /^(.*?)(?: (#\S+))?$/u.exec(line) ?? [];
  const opens = (text: string) => (spec: FormSpec) => spec.openedBy.includes(text.toLowerCase());
  const plain = forms.find(opens(line));
  if (plain !== undefined) return { spec: plain, subject: null };
  const about = subject === null ? undefined : forms.find((spec) => spec.takesSubject === true && opens(opener)(spec));
  return about === undefined ? null : { spec: about, subject };
}
