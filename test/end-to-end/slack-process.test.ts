import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { createSlack } from "../../src/adapters/slack/index.ts";
import type { ChatHandlers, Messenger, Place } from "../../src/ports/chat-platform.ts";
import { HELP } from "./slack-fixture.ts";

const MAIN = fileURLToPath(new URL("../emulators/slack/main.ts", import.meta.url));
const Address = z.object({ apiUrl: z.url(), botToken: z.string(), appToken: z.string(), control: z.url() });
const PLACE: Place = { platform: "slack", workspace: "T0SHOP", channel: "C0SALES", thread: null };

it("the emulated Slack outlives a bot in another process, and is looked at and broken over its control port", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", MAIN], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(async () => {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const { control, ...address } = Address.parse(JSON.parse(String(line)));
  const tell = (path: string, body: object) => fetch(`${control}${path}`, { method: "POST", body: JSON.stringify(body) });

  const posted = await messengerFor(address).post(PLACE, HELP, "kept");
  expect(await (await fetch(`${control}/posts`)).json()).toMatchObject([
    { ts: posted.messageId, metadata: { event_payload: { key: "kept" } } },
  ]);
  expect(await messengerFor(address).find(PLACE, "kept", 0)).toEqual(posted);

  await tell("/channel", { id: "C0SALES", isArchived: true });
  await expect(messengerFor(address).post(PLACE, HELP, "no")).rejects.toMatchObject({ code: "is_archived" });
  await tell("/trouble", { share: 1, seed: 3 });
  await expect(messengerFor(address).find(PLACE, "absent", 0)).rejects.toMatchObject({ name: "PlatformError" });
  expect((await tell("/nothing", {})).status).toBe(404);
});

function messengerFor({
  apiUrl,
  botToken,
  appToken,
}: {
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
}): Messenger {
  const handlers: ChatHandlers = {
    answer: async () => null,
    complete: async () => [],
    posted: async () => undefined,
    openForm: async () => null,
    readForm: (words) => ({ ok: true, words }),
    home: async () => HELP,
  };
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const painter = { paint: () => Promise.reject(new Error("nothing to paint")) };
  return createSlack({ config: { mode: "socket", botToken, appToken, apiUrl }, handlers, painter, clock: { nowMs: Date.now }, log })
    .messenger;
}
