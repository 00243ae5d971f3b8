/** Being asked to stop: by Ctrl-C, by a service manager. */

/** Resolves with the first SIGINT or SIGTERM; a second one calls `onSecond`, for people who do not want to wait. */
export function waitForStopSignal(onSecond: () => void): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let asked = false;
    const onSignal = (signal: NodeJS.Signals): void => {
      if (asked) onSecond();
      asked = true;
      resolve(signal);
    };
    process.on("SIGINT", onSignal);
    process.on("SIGTERM", onSignal);
  });
}
