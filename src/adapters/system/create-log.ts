/** The log: JSON lines for machines, plain lines for a person at a terminal. */
import { type DestinationStream, pino } from "pino";
import type { Log } from "../../ports/log.ts";

export interface LogOptions {
  /** A pino level, or "silent". */
  readonly level: string;
  readonly format: "json" | "plain";
  /** Default: standard output, written at once, so that a crash loses no line. */
  readonly destination?: DestinationStream;
}

export function createLog({ level, format, destination = pino.destination({ fd: 1, sync: true }) }: LogOptions): Log {
  const target = format === "json" ? destination : { write: (line: string) => destination.write(toPlainLine(line)) };
  const logger = pino({ level, base: null, formatters: { level: (label) => ({ level: label }) } }, target);
  return {
    debug: (fields, message) => logger.debug(describeErrors(fields), message),
    info: (fields, message) => logger.info(describeErrors(fields), message),
    warn: (fields, message) => logger.warn(describeErrors(fields), message),
    error: (fields, message) => logger.error(describeErrors(fields), message),
  };
}

/** Only what an error says of itself: clients hang requests, with tokens in their headers, onto theirs. */
function describeErrors(fields: object): object {
  if (fields instanceof Error) return { error: describeError(fields) };
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? describeError(value) : value]));
}

function describeError(error: Error): object {
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  const cause = error.cause instanceof Error ? { cause: describeError(error.cause) } : {};
  return { name: error.name, message: error.message, ...code, ...cause, stack: error.stack };
}

/** `08:26:00 warn  the store is slow (ms=1200)`: time of day in UTC, what happened, then the fields. */
function toPlainLine(line: string): string {
  const { level, time, msg, ...fields } = JSON.parse(line) as { level: string; time: number; msg?: string };
  const shown = Object.entries(fields).map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  const clock = new Date(time).toISOString().slice(11, 19);
  return `${clock} ${level.padEnd(5)} ${msg ?? ""}${shown.length > 0 ? ` (${shown.join(" ")})` : ""}\n`;
}
