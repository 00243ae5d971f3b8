/**
 * The chart's letters: Inter for Latin, Noto Sans SC for Chinese, from the registry, so that every machine draws alike.
 *
 * Web fonts come in many small files, each with a part of the characters. Each is registered under a name of its own and
 * the names are listed: the canvas takes a glyph from the first that has it.
 */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { GlobalFonts } from "@napi-rs/canvas";

const require = createRequire(import.meta.url);

/** Registers all files once and returns the `font-family` list. Takes about half a second, so the painter is made lazily. */
export function registerFonts(): string {
  const families = [
    ...registerFolder("@fontsource/inter", "Inter", /^inter-(?:latin|latin-ext|cyrillic|greek)-(?:400|600)-normal\.woff2$/),
    ...registerFolder("@fontsource-variable/noto-sans-sc", "Noto SC", /-wght-normal\.woff2$/),
  ];
  return [...new Set(families)].map((family) => `"${family}"`).join(", ");
}

function registerFolder(packageName: string, prefix: string, wanted: RegExp): string[] {
  const folder = join(dirname(require.resolve(`${packageName}/package.json`)), "files");
  return readdirSync(folder)
    .filter((file) => wanted.test(file))
    .sort(latinFirst)
    .map((file) => {
      // Weights of one subset share a family: "inter-latin-400" and "inter-latin-600" are both "Inter latin".
      const family = `${prefix} ${file.replace(/^(?:inter|noto-sans-sc)-/, "").replace(/-(?:400|600|wght)-normal\.woff2$/, "")}`;
      if (GlobalFonts.register(readFileSync(join(folder, file)), family) === null) throw new Error(`The font ${file} cannot be read`);
      return family;
    });
}

/** The commonest subset is asked first. */
function latinFirst(a: string, b: string): number {
  return Number(b.includes("-latin-")) - Number(a.includes("-latin-")) || a.localeCompare(b, "en", { numeric: true });
}
