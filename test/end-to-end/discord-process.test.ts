import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { say, setUpBot } from "./discord-harness.ts";

const MAIN = fileURLToPath(new URL("../emulators/discord/main.ts", import.meta.url));
const Address = z.object({ apiUrl: z.string(), token: z.string(), guildId: z.string(), channelId: z.string(), control: z.url() });

it("the emulated Discord serves a bot in another process", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", MAIN], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const read = async (): Promise<unknown> => JSON.parse(String((await lines.next()).value));
  onTestFinished(async () => {
    child.stdin.end();
    if (child.exitCode === null) await once(child, "exit");
  });
  const { channelId, control, ...config } = Address.parse(await read());
  const bot = await setUpBot({ options: { config }, answer: ({ words }) => say(`you asked ${words}`) });
  await bot.platform.start();

  child.stdin.write('{"do": "mention", "words": "sales yesterday"}\n');
  expect(await read()).toMatchObject({ message: { content: "you asked sales yesterday", channel_id: channelId } });
  child.stdin.write('{"do": "command", "name": "sales", "options": {"period": "today"}}\n');
  expect(await read()).toMatchObject({ message: { content: "you asked sales today" } });

  // A dead bot can come back: what it posted stands, and is found.
  const place = { platform: "discord", workspace: config.guildId, channel: channelId, thread: null } as const;
  const posted = await bot.platform.messenger.post(place, say("left behind"), "kept");
  expect(await read()).toMatchObject({ message: { content: "left behind" } });
  await bot.platform.stop();
  expect(await (await fetch(`${control}/posts`)).json()).toMatchObject([{}, {}, { id: posted.messageId }]);
  const later = await setUpBot({ options: { config } });
  expect(await later.platform.messenger.find(place, "kept", 0)).toEqual(posted);
  await fetch(`${control}/channel`, { method: "POST", body: JSON.stringify({ id: channelId, denied: ["view"] }) });
  await expect(later.platform.messenger.post(place, say("no"), "no")).rejects.toMatchObject({ code: "missing-permission" });
});
