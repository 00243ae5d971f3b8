/**
 * The emulator as a process of its own: `npx tsx test/emulators/discord/main.ts [port]`. Prints where it is as one line of
 * JSON, then does what lines of JSON on its input say: `{"do": "mention", "words": "sales yesterday"}`, and prints every
 * finished message of the bot's, once for each state of it. Ends with its input.
 */
import { createInterface } from "node:readline";
import { z } from "zod";
import { isThinking, startDiscordEmulator } from "./index.ts";

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
print({ apiUrl, token, guildId, channelId });

const printed = new Map<string, number>();
void emulator.until(() => {
  for (const message of emulator.messages()) {
    if (isThinking(message) || printed.get(message.id) === message.edits) continue;
    printed.set(message.id, message.edits);
    const attachments = message.attachments.map(({ filename, size }) => ({ filename, size }));
    print({ message: { ...message, attachments } });
  }
  return undefined;
});

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
await emulator.close();
