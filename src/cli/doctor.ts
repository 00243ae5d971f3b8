/** `shopbell doctor`: what is in order, what is not, and the next step for each fault; the platforms are asked. */
import { systemClock } from "../adapters/system/system-clock.ts";
import type { Config } from "../config/config.ts";
import { loadConfig } from "../config/load-config.ts";
import type { Place } from "../ports/chat-platform.ts";
import { type Finding, fault, ok } from "../ports/finding.ts";
import { printJson, SILENT_LOG } from "./context.ts";
import { EXIT } from "./errors.ts";
import type { Configure } from "./index.ts";

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
  const { config } = configured;
  const { examineStore } = await import("./doctor-store.ts");
  const { findings, places } = await examineStore(config.databaseUrl, nowMs);
  return [...examineConfig(config), ...machine, ...findings, ...(await examinePlatforms(config, places))];
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

/** Both at once: each may have to wait for a network that does not answer. */
async function examinePlatforms({ slack, discord }: Config, places: readonly Place[]): Promise<readonly Finding[]> {
  const of = (platform: Place["platform"]) => places.filter((place) => place.platform === platform);
  const checks: Promise<readonly Finding[]>[] = [];
  if (slack) {
    const { checkSlack } = await import("../adapters/slack/check.ts");
    checks.push(checkSlack({ config: slack, places: of("slack"), clock: systemClock, log: SILENT_LOG }));
  }
  if (discord) {
    const { checkDiscord } = await import("../adapters/discord/check.ts");
    checks.push(checkDiscord({ config: discord, places: of("discord") }));
  }
  return (await Promise.all(checks)).flat();
}

const SIGNS = { ok: "✓", warning: "!", fault: "✗" } as const;

function describe({ check, state, found, next }: Finding): string {
  return `${SIGNS[state]} ${check}: ${found}\n${next === "" ? "" : `  → ${next}\n`}`;
}
