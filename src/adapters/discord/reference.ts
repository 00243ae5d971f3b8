/**
 * A short name for a post of our own, shown in its small print. Discord forgets a message's nonce (discord.py#2451), so this
 * is what a post is found by once the few minutes are over in which `enforce_nonce` knows it.
 */
import { createHash } from "node:crypto";
import type { Locale } from "../../core/locale.ts";

const LABELS: Readonly<Record<Locale, string>> = { en: "Ref", zh: "编号" };
const CHARS = 12;
const IN_SMALL_PRINT = new RegExp(`(?:^|\\n)(?:${Object.values(LABELS).join("|")}) ([0-9a-f]{${CHARS}})$`);

/** 48 bits: enough to tell apart what is posted in one channel within days. */
export function referenceOf(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, CHARS);
}

/** "Ref 3f9a0c11d2e4". */
export function sayReference(reference: string, locale: Locale): string {
  return `${LABELS[locale]} ${reference}`;
}

/** The reference at the end of an embed's footer; null where there is none. */
export function readReference(footer: string): string | null {
  return IN_SMALL_PRINT.exec(footer)?.[1] ?? null;
}
