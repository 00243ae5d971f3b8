/** `shopbell <command>`. Only the command asked for is loaded: help and small commands answer at once. */
import { Command } from "commander";
import { EXIT, reportError } from "./errors.ts";
import type { Terminal } from "./terminal.ts";

/** Adds arguments, options and the action to a command that has its name and summary. */
export type Configure = (command: Command, terminal: Terminal) => void;

interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<{ readonly configure: Configure }>;
}

const COMMANDS: readonly CommandEntry[] = [
  { name: "start", summary: "run the bot: chat platforms, web console, intake", load: () => import("./start.ts") },
  { name: "ask", summary: "answer one question, as chat would", load: () => import("./ask.ts") },
  { name: "why", summary: "say why a number changed, from the store or from a table", load: () => import("./why.ts") },
  { name: "demo", summary: "fill the store with the simulated demo shop", load: () => import("./demo.ts") },
  { name: "shop", summary: "add, list and change shops", load: () => import("./shop.ts") },
  { name: "import", summary: "import orders, refunds or metrics from a CSV file", load: () => import("./import.ts") },
  { name: "campaign", summary: "plan campaigns from a file, list them", load: () => import("./campaign.ts") },
  { name: "target", summary: "set targets from a CSV file, list them", load: () => import("./target.ts") },
  { name: "holidays", summary: "import days on which a shop's rhythm differs, list them", load: () => import("./holidays.ts") },
  { name: "backtest", summary: "replay detection hour by hour: what would have rung", load: () => import("./backtest.ts") },
  { name: "doctor", summary: "check configuration, store, tokens, channels and clock; say what to do", load: () => import("./doctor.ts") },
  { name: "manifest", summary: "print the app manifest that matches this version", load: () => import("./manifest.ts") },
  { name: "migrate", summary: "bring the store's tables up to this version", load: () => import("./migrate.ts") },
];

const FOOTER = `
Configuration comes from the environment and from .env in the working directory; .env.example explains each variable.
Exit codes: 0 done, 1 failed, 2 bad input.`;

/** Resolves to the exit code; rejects never. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  const program = new Command("shopbell")
    .description("Your shop's numbers, in Slack, Discord, a web console and this terminal.")
    .addHelpText("after", FOOTER)
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) })
    .exitOverride();
  try {
    const wanted = args.find((arg) => !arg.startsWith("-"));
    // `help import` shows the help of import: it needs its options too.
    const loaded = wanted === "help" ? args[args.indexOf("help") + 1] : wanted;
    for (const { name, summary, load } of COMMANDS) {
      const command = program
        .command(name)
        .description(`${summary}`)
        .allowExcessArguments(name !== loaded);
      if (name === loaded) (await load()).configure(command, terminal);
    }
    if (args.length === 0) {
      program.outputHelp({ error: true });
      return EXIT.badInput;
    }
    await program.parseAsync(args, { from: "user" });
    return Number(process.exitCode ?? EXIT.done);
  } catch (error) {
    return reportError(error, terminal);
  }
}
