#!/usr/bin/env node
/** The process: arguments in, exit code out. */
import { runCli } from "./cli/index.ts";
import { createTerminal } from "./cli/terminal.ts";

process.exitCode = await runCli(process.argv.slice(2), createTerminal());
