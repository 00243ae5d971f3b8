/** `shopbell doctor`: what is in order, what is not, and the next step for each fault. */
import { systemClock } from "../adapters/system/system-clock.ts";
import type { Config } from "../config/config.ts";
import { loadConfig } from "../config/load-config.ts";
import { parseTimeZone } from "../core/calendar/time-zone.ts";
import type { Store } from "../ports/stores.ts";
import { printJson } from "./context.ts";
import { EXIT } from "./errors.ts";
import type { Configure } from "./index.ts";

interface Finding {
  readonly check: string;
  readonly state: "ok" | "warning" | "fault";
  readonly found: string;
  /** What to do; "" where all is well. */
  readonly next: string;
}

/** A feed this long without news has probably stopped. */
const STALE_MS = 2 * 86_400_000;
/** No machine that runs this can be earlier. */
const EARLIEST_CLOCK_MS = Date.UTC(2025, 0, 1);

export const configure: Configure = (command, terminal) => {
  command.option("--json", "print the findings as JSON").action(async (options: { json?: boolean }) => {
    const findings = await examine();
    if (options.json) printJson(terminal, findings);
    else terminal.out(findings.map(describe).join(""));
    if (findings.some(({ state }) => state === "fault")) process.exitCode = EXIT.failed;
  });
};

async function examine(): Promise<readonly Finding[]> {
  const nowMs = systemClock.nowMs();
  const machine = [examineClock(nowMs), examineZones()];
  const configured = loadConfig();
  if (!configured.ok) {
    const faults = configured.problems.map(({ variable, problem }) => fault("configuration", variable, problem));
    return [...faults, ...machine];
  }
  return [...examineConfig(configured.config), ...machine, ...(await examineStore(configured.config, nowMs))];
}

function examineConfig({ slack, discord, http }: Config): Finding[] {
  const off = (name: string, variables: string): Finding => ok(name, `off (set ${variables} to switch it on)`);
  return [
    ok("configuration", "complete"),
    slack
      ? ok("slack", `on, ${slack.mode === "socket" ? "Socket Mode" : "over HTTP at POST /slack/events"}`)
      : off("slack", "SLACK_BOT_TOKEN and SLACK_APP_TOKEN"),
    discord ? ok("discord", `on, commands ${discord.guildId ? "in one guild" : "everywhere"}`) : off("discord", "DISCORD_TOKEN"),
    ok(
      "console",
      `http://${http.host.includes(":") ? `[${http.host}]` : http.host}:${http.port}${http.consoleToken ? ", with a token" : ""}`,
    ),
    http.ingestToken ? ok("intake API", "open") : off("intake API", "INGEST_TOKEN"),
  ];
}

function examineClock(nowMs: number): Finding {
  const now = new Date(nowMs).toISOString();
  if (nowMs >= EARLIEST_CLOCK_MS) return ok("clock", now);
  return fault("clock", now, "set the machine's clock (timedatectl set-ntp true): every “yesterday” depends on it");
}

/** A Node built with little data knows English and UTC only. */
function examineZones(): Finding {
  const known = Intl.supportedValuesOf("timeZone").length;
  if (known > 300 && Intl.NumberFormat.supportedLocalesOf(["zh", "en"]).length === 2) return ok("time zones", `${known} known`);
  return fault("time zones", `${known} known`, "use a Node with full internationalisation data (the builds of nodejs.org have it)");
}

async function examineStore(config: Config, nowMs: number): Promise<Finding[]> {
  const kind = config.databaseUrl.startsWith("file:") ? "SQLite" : "PostgreSQL";
  try {
    const { openStore } = await import("../adapters/prisma/open-store.ts");
    const store = await openStore({ url: config.databaseUrl, role: "tool" });
    try {
      return [ok("store", `${kind}, reachable and up to date`), ...(await examineShops(store, nowMs))];
    } finally {
      await store.close();
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    const found = error instanceof Error ? error.message : String(error);
    return [
      fault("store", `${kind}: ${found}`, code === "not-migrated" ? "shopbell migrate" : "correct DATABASE_URL, or start the database"),
    ];
  }
}

async function examineShops(store: Store, nowMs: number): Promise<Finding[]> {
  const shops = await store.shops.list();
  if (shops.length === 0)
    return [{ check: "shops", state: "warning", found: "none yet", next: "shopbell demo, or shopbell shop add <id> …" }];
  const findings: Finding[] = [];
  for (const shop of shops) {
    const check = `shop ${shop.id}`;
    if (!parseTimeZone(shop.zone))
      findings.push(fault(check, `unknown zone ${shop.zone}`, `shopbell shop set ${shop.id} --timezone <IANA>`));
    const marks = await store.measures.watermarks(shop.id);
    if (marks.length === 0)
      findings.push({ check, state: "warning", found: "no facts yet", next: `shopbell import orders <file> --shop ${shop.id}` });
    for (const { source, throughMs } of marks) {
      const found = `${source} through ${new Date(throughMs).toISOString().slice(0, 16)}Z`;
      if (nowMs - throughMs <= STALE_MS || shop.simulated) findings.push(ok(check, found));
      else findings.push({ check, state: "warning", found, next: `import what came since, or check what feeds ${source}` });
    }
  }
  return findings;
}

function ok(check: string, found: string): Finding {
  return { check, state: "ok", found, next: "" };
}

function fault(check: string, found: string, next: string): Finding {
  return { check, state: "fault", found, next };
}

const SIGNS = { ok: "✓", warning: "!", fault: "✗" } as const;

function describe({ check, state, found, next }: Finding): string {
  return `${SIGNS[state]} ${check}: ${found}\n${next === "" ? "" : `  → ${next}\n`}`;
}
