/** What went wrong, for the person at the terminal, and the exit code that says whose turn it is. */
import { CommanderError } from "commander";
import { IntakeError } from "../intake/intake-error.ts";
import { PlatformError } from "../ports/chat-platform.ts";
import { StoreError, type StoreErrorCode } from "../ports/stores.ts";
import type { Terminal } from "./terminal.ts";

export const EXIT = { done: 0, failed: 1, badInput: 2 } as const;

/** The command was asked for something it cannot do as asked. `details` are one line each. */
export class InputError extends Error {
  readonly details: readonly string[];
  constructor(message: string, details: readonly string[] = []) {
    super(message);
    this.name = "InputError";
    this.details = details;
  }
}

const INPUT_CODES: readonly StoreErrorCode[] = ["exists", "not-found"];

/** Prints the error in words and returns the exit code. Only what nobody foresaw shows where it came from. */
export function reportError(error: unknown, terminal: Terminal): number {
  // Commander has printed its own words, help included.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badInput;
  if (error instanceof InputError || error instanceof IntakeError) {
    terminal.err(`error: ${error.message}\n${error.details.map((line) => `  ${line}\n`).join("")}`);
    return EXIT.badInput;
  }
  if (error instanceof StoreError || error instanceof PlatformError || isSystemError(error)) {
    terminal.err(`error: ${error.message}\n`);
    return error instanceof StoreError && INPUT_CODES.includes(error.code) ? EXIT.badInput : EXIT.failed;
  }
  terminal.err(`error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return EXIT.failed;
}

/** Refused by the operating system: its message says which address or file. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
