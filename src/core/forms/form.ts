/** Forms: another way to say a command's words. Filled in, a form becomes words, and nothing else happens with it. */
import type { Locale, Localized } from "../locale.ts";

/** What stands in each field, by its name; nothing, or an empty list, where it was left empty. */
export type FilledForm = Readonly<Record<string, readonly string[]>>;

/** The words a filled form says, or what is wrong with which field. */
export type FormReading<Text> =
  | { readonly ok: true; readonly words: string }
  | { readonly ok: false; readonly problems: Readonly<Record<string, Text>> };

/** `time` is "09:00", `date` "2026-11-21"; `choices` takes any number of the choices. */
export type FieldInput<Choices> =
  | { readonly kind: "text" | "time" | "date" }
  | { readonly kind: "choice" | "choices"; readonly choices: Choices };

export interface Choice<Text> {
  /** At most 75 characters, as Slack has it. */
  readonly value: string;
  readonly label: Text;
}

interface Field<Text, Choices> {
  /** Lower case, hyphens for spaces; also the name of Discord's option. */
  readonly name: string;
  readonly label: Text;
  /** What to write, or what an empty field means: "In the shop's time zone, such as 09:00". */
  readonly hint: Text;
  readonly required: boolean;
  /** What stands there when it is opened. */
  readonly initial: readonly string[];
  readonly input: FieldInput<Choices>;
}

/** "shops": all there are, with the place's own as the one that stands there first. */
export type FieldSpec = Field<Localized, readonly Choice<Localized>[] | "shops">;

export interface FormSpec {
  /** Lines that open it where forms can be shown, without a slash. The first, in English, is its id. */
  readonly openedBy: readonly [string, ...string[]];
  /** True where a "#…" behind those lines says what it is about. */
  readonly takesSubject?: true;
  readonly title: Localized;
  /** What the button that sends it says. */
  readonly submit: Localized;
  readonly fields: readonly FieldSpec[];
  /** Called with fields that are there where required, and times, dates and choices that exist. `subject`: what it is about; null where it takes none. */
  readonly toWords: (filled: FilledForm, locale: Locale, subject: string | null) => FormReading<Localized>;
}

/** What every platform can show: a Discord modal holds five fields, and its lists 25 choices. */
export const FORM_LIMITS = { titleChars: 24, labelChars: 45, hintChars: 100, fields: 5, choices: 25, textChars: 200 } as const;

/** A form as it is shown: in one language, with the choices there are in this place. */
export interface Form {
  /** The line that opens it, with its subject. */
  readonly id: string;
  readonly locale: Locale;
  readonly title: string;
  readonly submit: string;
  readonly fields: readonly FormField[];
}

export type FormField = Field<string, readonly Choice<string>[]>;
