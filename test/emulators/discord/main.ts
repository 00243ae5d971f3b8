/**
 * The emulator as a process of its own: `npx tsx test/emulators/discord/main.ts [port] [control port]`. Prints where it is as one line of
 * JSON, then does what lines of JSON on its input say: `{"do": "mention", "words": "sales yesterday"}`, and prints every
 * finished message of the bot's, once for each state of it. Ends with its input. The control port answers `GET /posts`,
 * `GET /requests`, `POST /trouble {"share": 0.2, "seed": 1}` (faults at random) and `POST /channel {"id": "…", "denied": ["view"]}`.
 */
import { createInterface } from "node:readline";
import { z } from "zod";
import { createChance } from "../chance.ts";
import { createChanceFaults } from "../chance-faults.ts";
import { startControl } from "../control.ts";
import { isThinking, startDiscordEmulator } from "./index.ts";
import type { StoredMessage } from "./state.ts";

const Line = z.discriminatedUnion("do", [
  z.object({ do: z.literal("command"), name: z.string(), options: z.record(z.string(), z.string()).default({}) }),
  z.object({ do: z.literal("autocomplete"), name: z.string(), option: z.string(), typed: z.string() }),
  z.object({ do: z.literal("press"), message: z.string(), label: z.string() }),
  z.object({ do: z.literal("mention"), words: z.string() }),
  z.object({ do: z.literal("direct"), words: z.string() }),
  z.object({ do: z.literal("reply"), message: z.string(), words: z.string() }),
  z.object({ do: z.literal("drop") }),
]);

const emulator = await startDiscordEmulator({ port: Number(process.argv[2] ?? 0) });
const print = (line: object) => console.log(JSON.stringify(line));
const { apiUrl, token, guildId, channelId } = emulator;
const Trouble = z.object({ share: z.number().min(0).max(1), seed: z.number().int().default(1) });
const ChannelState = z.object({ id: z.string(), denied: z.array(z.enum(["view", "history", "embeds"])) });
const control = await startControl(
  {
    "GET /posts": () => emulator.messages().map(withoutBytes),
    "GET /requests": () => emulator.requests,
    "POST /trouble": (body) => {
      const { share, seed } = Trouble.parse(body);
      emulator.faults.chance = createChanceFaults(createChance(seed), share).discord;
    },
    "POST /channel": (body) => {
      const { id, denied } = ChannelState.parse(body);
      emulator.deny(id, ...denied);
    },
  },
  Number(process.argv[3] ?? 0),
);
print({ apiUrl, token, guildId, channelId, control: control.url });

const printed = new Map<string, number>();
void emulator.until(() => {
  for (const message of emulator.messages()) {
    if (isThinking(message) || printed.get(message.id) === message.edits) continue;
    printed.set(message.id, message.edits);
    print({ message: withoutBytes(message) });
  }
  return undefined;
});

function withoutBytes(message: StoredMessage): object {
  return { ...message, attachments: message.attachments.map(({ filename, size }) => ({ filename, size })) };
}

function messageOf(id: string) {
  const message = emulator.messages().find((each) => each.id === id);
  if (message === undefined) throw new Error(`No message ${id}`);
  return message;
}

async function act(line: z.infer<typeof Line>): Promise<void> {
  switch (line.do) {
    case "command":
      emulator.sendCommand(line.name, line.options);
      return;
    case "autocomplete":
      print({ choices: await emulator.autocomplete(line.name, line.option, line.typed) });
      return;
    case "press":
      emulator.pressButton(messageOf(line.message), line.label);
      return;
    case "mention":
      emulator.sendMention(line.words);
      return;
    case "direct":
      emulator.sendDirectMessage(line.words);
      return;
    case "reply":
      emulator.reply(messageOf(line.message), line.words);
      return;
    case "drop":
      emulator.gateway.drop();
  }
}

for await (const text of createInterface({ input: process.stdin })) {
  try {
    await act(Line.parse(JSON.parse(text)));
  } catch (error) {
    print({ error: String(error) });
  }
}
await control.close();
await emulator.close();
