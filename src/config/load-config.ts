/** The process's own configuration: `.env` beside the working directory, where present, below the real environment. */
import { existsSync } from "node:fs";
import type { EnvResult } from "./env.ts";
import { readEnv } from "./env.ts";

export function loadConfig(): EnvResult {
  try {
    // Variables that are set already win over the file.
    if (existsSync(".env")) process.loadEnvFile(".env");
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unreadable";
    return {
      ok: false,
      problems: [{ variable: ".env", problem: `cannot be read (${reason}); make it a readable text file of NAME=value lines` }],
    };
  }
  return readEnv(process.env);
}
