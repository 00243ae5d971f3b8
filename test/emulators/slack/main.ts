/**
 * The emulated Slack as a process of its own: `npx tsx test/emulators/slack/main.ts [port] [control port]`. Prints where it is as one
 * line of JSON. The control port answers `GET /posts`, `GET /calls`, `POST /trouble {"share": 0.2, "seed": 1}` (faults at random),
 * `POST /channel {"id": "C0SALES", "isArchived": true}`, `POST /say {"text": "sales yesterday"}` (a mention) and `POST /drop` (sockets).
 */
import { z } from "zod";
import { createChance } from "../chance.ts";
import { createChanceFaults } from "../chance-faults.ts";
import { startControl } from "../control.ts";
import { startSlackEmulator } from "./start-slack-emulator.ts";

const Trouble = z.object({ share: z.number().min(0).max(1), seed: z.number().int().default(1) });
const ChannelState = z.object({
  id: z.string(),
  name: z.string().default("made"),
  botIsMember: z.boolean().default(true),
  isArchived: z.boolean().default(false),
});
const Said = z.object({ text: z.string(), channel: z.string().default("C0SALES") });

const emulator = await startSlackEmulator({ port: Number(process.argv[2] ?? 0) });
const control = await startControl(
  {
    "GET /posts": () =>
      emulator.workspace.posted
        .filter(({ user }) => user === emulator.workspace.botUserId)
        .map(({ channel, ts, threadTs, text, blocks, metadata, edits }) => ({ channel, ts, threadTs, text, blocks, metadata, edits })),
    "GET /calls": () => emulator.calls.map(({ method, outcome }) => ({ method, outcome })),
    "POST /trouble": (body) => {
      const { share, seed } = Trouble.parse(body);
      emulator.chance = createChanceFaults(createChance(seed), share).slack;
    },
    "POST /channel": (body) => {
      const channel = ChannelState.parse(body);
      emulator.workspace.channels.set(channel.id, channel);
    },
    "POST /say": (body) => void emulator.sendMention(Said.parse(body)),
    "POST /drop": () => emulator.dropSockets(),
  },
  Number(process.argv[3] ?? 0),
);
const { apiUrl, botToken, appToken } = emulator;
console.log(JSON.stringify({ apiUrl, botToken, appToken, control: control.url }));
