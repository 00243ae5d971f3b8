/** The page's files, read once. They are no TypeScript, so they stay in `src` and are read from there by `dist`, too. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";

const PAGE = new URL("../../../src/adapters/console/page/", import.meta.url);
const require = createRequire(import.meta.url);

/** Chinese in some hundred small files, of which a browser takes those that the words on the page need. */
const CHINESE = dirname(require.resolve("@fontsource-variable/noto-sans-sc/package.json"));

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** Each file by the name it is asked for under `/console/page/`. A list, so that no address can name another file. */
const FILES: ReadonlyMap<string, string | URL> = new Map<string, string | URL>([
  ...[
    "index.html",
    "style.css",
    "chat.css",
    "previews.css",
    "posts.css",
    "forms.css",
    "icon.svg",
    "main.js",
    "api.js",
    "dom.js",
    "form.js",
    "format.js",
    "history.js",
    "line-input.js",
    "posts.js",
    "settings.js",
    "sign-in.js",
    "texts.js",
    "transcript.js",
    "view-answer.js",
    "view-discord.js",
    "view-slack.js",
  ].map((name): [string, URL] => [name, new URL(name, PAGE)]),
  ...[400, 500, 600].map((weight): [string, string] => [
    `inter-${weight}.woff2`,
    require.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`),
  ]),
  ["chinese.css", join(CHINESE, "index.css")],
  // By the names that the style sheet gives them, beside itself.
  ...readdirSync(join(CHINESE, "files")).map((name): [string, string] => [`files/${name}`, join(CHINESE, "files", name)]),
]);

export interface Asset {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const loaded = new Map<string, Asset>();

/** Null for a name that is not the page's. */
export function readAsset(name: string): Asset | null {
  const path = FILES.get(name);
  if (path === undefined) return null;
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const asset = { type: TYPES[extname(name)] ?? "application/octet-stream", bytes: new Uint8Array(readFileSync(path)) };
  loaded.set(name, asset);
  return asset;
}
