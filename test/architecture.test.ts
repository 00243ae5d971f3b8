/** Holds the house together: who may import whom, which vendor lives where, and where the clock and the environment are read. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const SRC = resolve(import.meta.dirname, "../src");

interface SourceFile {
  /** Path below src, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Paths below src. */
  readonly local: readonly string[];
  /** Of these, what is needed when the file is loaded: neither types nor `import()`. */
  readonly loaded: readonly string[];
  readonly packages: readonly string[];
}

const IMPORT =
  /^(?:import|export)\s+(?<type>type\s)?[^"']*?from\s+["'](?<from>[^"']+)["']|^import\s+["'](?<bare>[^"']+)["']|\bimport\(\s*["'](?<lazy>[^"']+)["']\s*\)/gm;

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts") && !path.includes("/generated/"))
  .map(readSource);
const byPath = new Map(files.map((file) => [file.path, file]));

function readSource(path: string): SourceFile {
  const text = readFileSync(join(SRC, path), "utf8");
  const found = [...text.matchAll(IMPORT)].map(({ groups = {} }) => ({
    specifier: groups.from ?? groups.bare ?? groups.lazy ?? "",
    isLoaded: groups.lazy === undefined && groups.type === undefined,
  }));
  const toPath = ({ specifier }: { specifier: string }) => relative(SRC, resolve(SRC, dirname(path), specifier)).replaceAll("\\", "/");
  const own = found.filter(({ specifier }) => specifier.startsWith("."));
  const foreign = found.filter(({ specifier }) => !specifier.startsWith(".") && !specifier.startsWith("node:"));
  return {
    path,
    text,
    local: own.map(toPath),
    loaded: own.filter(({ isLoaded }) => isLoaded).map(toPath),
    packages: foreign.map(({ specifier }) => packageName(specifier)),
  };
}

function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** The room a file stands in: "core", "adapters/slack", "app". */
function roomOf(path: string): string {
  const [first = "", second = ""] = path.split("/");
  if (first === "adapters") return `adapters/${second}`;
  return first.replace(/\.ts$/, "");
}

/** Rooms each room may import besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  ask: ["core"],
  ports: ["core"],
  delivery: ["core", "ports"],
  intake: ["core", "ports"],
  figures: ["core", "ports", "ask"],
  commands: ["core", "ports", "ask", "figures"],
  jobs: ["core", "ports", "delivery", "figures"],
  demo: ["core", "ports"],
  config: ["core"],
};

/** A vendor package and the one room that may import it. */
const VENDOR_ROOM: Readonly<Record<string, string>> = {
  "temporal-polyfill": "core",
  "@slack/bolt": "adapters/slack",
  "@slack/web-api": "adapters/slack",
  "discord.js": "adapters/discord",
  "@prisma/client": "adapters/prisma",
  "@prisma/adapter-better-sqlite3": "adapters/prisma",
  "@prisma/adapter-pg": "adapters/prisma",
  "@prisma/driver-adapter-utils": "adapters/prisma",
  "better-sqlite3": "adapters/prisma",
  pg: "adapters/prisma",
  "node-cron": "adapters/node-cron",
  hono: "adapters/http",
  "@hono/node-server": "adapters/http",
  "prom-client": "adapters/http",
  echarts: "adapters/charts",
  "@napi-rs/canvas": "adapters/charts",
  pino: "adapters/system",
  commander: "cli",
  yaml: "intake",
  "date-holidays": "adapters/holidays",
};

/** zod checks what enters: nowhere else is there anything to check. */
const ZOD_ROOMS = ["config", "intake", "commands", "jobs"];

function allowedRooms(room: string): readonly string[] | "all" {
  if (room === "app" || room === "main" || room === "cli") return "all";
  if (room.startsWith("adapters/")) return ["core", "ports"];
  return MAY_IMPORT[room] ?? [];
}

describe("the house", () => {
  it("is seen whole: the test reads files in every room", () => {
    expect(files.length).toBeGreaterThan(60);
    const rooms = new Set(files.map((file) => roomOf(file.path)));
    for (const room of [
      "core",
      "ask",
      "ports",
      "intake",
      "commands",
      "config",
      "cli",
      "app",
      "main",
      "adapters/slack",
      "adapters/discord",
      "adapters/console",
      "adapters/prisma",
    ]) {
      expect(rooms, `no file seen in src/${room}`).toContain(room);
    }
    expect(files.flatMap((file) => file.local).length).toBeGreaterThan(100);
  });

  it("imports only along the table in docs/design", () => {
    const wrong = files.flatMap((file) => {
      const room = roomOf(file.path);
      const allowed = allowedRooms(room);
      return file.local
        .filter((target) => allowed !== "all" && roomOf(target) !== room && !allowed.includes(roomOf(target)))
        .map((target) => `${file.path} -> ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it("lets nobody but the command line and the entry import the composition root", () => {
    const wrong = files
      .filter((file) => file.local.includes("app.ts") && !["cli", "main"].includes(roomOf(file.path)))
      .map((file) => file.path);
    expect(wrong).toEqual([]);
  });

  it("imports each vendor package from one room", () => {
    const wrong = files.flatMap((file) =>
      file.packages
        .filter((name) => {
          const room = roomOf(file.path);
          if (name === "zod") return !ZOD_ROOMS.includes(room) && !room.startsWith("adapters/");
          return VENDOR_ROOM[name] !== room;
        })
        .map((name) => `${file.path} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it("imports the time zone polyfill in one file only", () => {
    const importers = files.filter((file) => file.packages.includes("temporal-polyfill")).map((file) => file.path);
    expect(importers).toEqual(["core/calendar/temporal.ts"]);
  });

  it("has no import cycles", () => {
    const cycles: string[] = [];
    const done = new Set<string>();
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(" -> "));
      if (done.has(path) || trail.includes(path)) return;
      for (const next of byPath.get(path)?.loaded ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const file of files) visit(file.path, []);
    expect(cycles).toEqual([]);
  });

  it("imports only files that exist, with their extension", () => {
    const wrong = files.flatMap((file) =>
      file.local
        .filter((target) => !target.includes("/generated/") && !byPath.has(target) && !target.endsWith(".json"))
        .map((target) => `${file.path} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it("reads the environment in config only and the clock in adapters/system only", () => {
    const env = files.filter((file) => /process\.env\b/.test(file.text) && roomOf(file.path) !== "config").map((file) => file.path);
    expect(env).toEqual([]);
    const clock = files
      .filter((file) => /\bDate\.now\(|new Date\(\)|performance\.now\(/.test(file.text) && roomOf(file.path) !== "adapters/system")
      .map((file) => file.path);
    expect(clock).toEqual([]);
  });

  it("keeps core free of I/O", () => {
    const wrong = files
      .filter((file) => roomOf(file.path) === "core" && /from "node:|\bfetch\(|\bprocess\./.test(file.text))
      .map((file) => file.path);
    expect(wrong).toEqual([]);
  });

  it("gives the chat adapters the same file names", () => {
    for (const adapter of ["slack", "discord", "console"]) {
      const names = readdirSync(join(SRC, "adapters", adapter));
      expect(names, adapter).toEqual(expect.arrayContaining(["index.ts", "render.ts", "limits.ts", "parse.ts", "errors.ts", "README.md"]));
    }
  });

  it("lists every command in the index of commands", () => {
    const index = byPath.get("commands/index.ts")?.text ?? "";
    const unlisted = files
      .filter((file) => /^commands\/[^/]+\.ts$/.test(file.path) && /^export const \w+Command\b/m.test(file.text))
      .filter((file) => !index.includes(`./${file.path.slice("commands/".length)}`))
      .map((file) => file.path);
    expect(unlisted).toEqual([]);
  });

  it("uses no loose types and silences no check", () => {
    const loose = files
      .filter((file) => /\bas any\b|: any\b|<any>|@ts-ignore|@ts-expect-error|as unknown as|biome-ignore/.test(file.text))
      .map((file) => file.path);
    expect(loose).toEqual([]);
  });
});
