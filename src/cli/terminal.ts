/** Where a command writes: results to standard output, everything said beside them to standard error. */

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Of standard output. */
  readonly width: number;
  /** Follows NO_COLOR and FORCE_COLOR. */
  readonly colour: boolean;
  /** Standard output is a person's screen. */
  readonly interactive: boolean;
  /** Standard error is one: progress may draw there. */
  readonly showsProgress: boolean;
}

export function createTerminal(): Terminal {
  const { stdout, stderr } = process;
  // `shopbell … | head` closes the pipe early: no failure of ours.
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return {
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    width: stdout.columns ?? 80,
    colour: stdout.isTTY === true && stdout.hasColors(),
    interactive: stdout.isTTY === true,
    showsProgress: stderr.isTTY === true,
  };
}
