/** The languages Shopbell speaks. Every text it composes exists in each. */
export const LOCALES = ["en", "zh"] as const;
export type Locale = (typeof LOCALES)[number];

/** One text in every language. */
export type Localized = Readonly<Record<Locale, string>>;

/** Says texts of ours that were kept in one language in the reader's; a text that is none of these stays as it is. */
export function createTranslator(texts: readonly Localized[]): (text: string, locale: Locale) => string {
  const known = new Map(texts.flatMap((each) => LOCALES.map((locale) => [each[locale], each] as const)));
  return (text, locale) => known.get(text)?.[locale] ?? text;
}
