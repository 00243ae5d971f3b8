/** Whether the process can do its work now: the store answers and every chat connection stands. */
import type { ChatPlatform } from "../../ports/chat-platform.ts";
import type { Store } from "../../ports/stores.ts";

/** Longer than any healthy ping, shorter than the patience of a probe (Kubernetes: 1 s by default, often raised). */
const PING_TIMEOUT_MS = 900;

export type Check =
  | { readonly name: string; readonly ready: true }
  | { readonly name: string; readonly ready: false; readonly reason: string };

/** Never rejects: what fails is a check with its reason. */
export async function checkReadiness(store: Pick<Store, "ping">, platforms: readonly ChatPlatform[]): Promise<readonly Check[]> {
  return [await checkStore(store), ...platforms.map(checkPlatform)];
}

async function checkStore(store: Pick<Store, "ping">): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, PING_TIMEOUT_MS, `no answer within ${PING_TIMEOUT_MS} ms`);
  });
  const ping = store.ping().then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : "the ping failed"),
  );
  const reason = await Promise.race([ping, timeout]);
  clearTimeout(timer);
  return reason === null ? { name: "store", ready: true } : { name: "store", ready: false, reason };
}

function checkPlatform(platform: ChatPlatform): Check {
  const health = platform.health();
  if (health.state === "connected") return { name: platform.name, ready: true };
  return { name: platform.name, ready: false, reason: `${health.state}: ${health.reason}` };
}
