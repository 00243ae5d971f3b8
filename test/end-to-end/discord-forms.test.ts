/** Forms in Discord: a modal, and a command with an option a field, by real discord.js. */
import { describe, expect, it } from "vitest";
import { isEphemeral } from "../emulators/discord/index.ts";
import { say, startBot } from "./discord-harness.ts";

const withButton = say("plans", { actions: [{ label: "Plan a sale…", words: "plan sale", style: "normal" }] });

describe("a form in Discord", () => {
  it("opens at its words, says its own in that channel", async () => {
    const bot = await startBot({ answer: ({ words }) => (words === "sales" ? withButton : say(words)) });
    const message = await bot.emulator.sendCommand("sales").answer();
    const pressed = bot.emulator.pressButton(message, "Plan a sale…");
    const modal = await pressed.modal();
    expect(await pressed.acknowledged()).toBe("modal");
    expect(modal.components.map(({ label, component }) => [label, component.type])).toEqual([
      ["Name", 4],
      ["Day", 4],
      ["Time", 4],
      ["Size", 3],
      ["Shops", 3],
    ]);
    const answer = await bot.emulator.submitModal(modal, { name: "tea", size: "Big", shops: ["New York"] }).answer();
    expect(answer.content).toBe("sales tea 2026-11-27 09:00 big new\\-york".replaceAll("\\", ""));
    expect(bot.requests.at(-1)).toMatchObject({
      words: "sales tea 2026-11-27 09:00 big new-york",
      place: { channel: bot.emulator.channelId },
    });
  });

  it("that cannot be taken says why to the asker alone, and can be opened again", async () => {
    const bot = await startBot({ answer: ({ words }) => (words === "sales" ? withButton : say(words)) });
    const message = await bot.emulator.sendCommand("sales").answer();
    const modal = await bot.emulator.pressButton(message, "Plan a sale…").modal();
    const refused = await bot.emulator.submitModal(modal, { name: "tea", at: "25:00", day: "soon" }, { locale: "zh-CN" }).answer();
    expect(isEphemeral(refused)).toBe(true);
    expect(refused.content).toContain("Day：请填写日期，例如 2026-11-21。 Time：请填写 00:00 到 23:59 的时间，例如 09:00。");
    expect(bot.requests).toHaveLength(1);
    expect(await bot.emulator.pressButton(refused, "Plan a sale").modal()).toEqual(modal);
  });

  it("that Discord will not open is answered as words", async () => {
    const bot = await startBot({ answer: ({ words }) => (words === "sales" ? withButton : say(words)) });
    const message = await bot.emulator.sendCommand("sales").answer();
    bot.emulator.faults.on(/callback$/, { kind: "refuse", status: 400, code: 50035, message: "Invalid Form Body" });
    const answer = await bot.emulator.pressButton(message, "Plan a sale…").answer();
    expect(answer.content).toBe("plan sale");
  });

  it("is a command with an option a field, too; what is left out stands as the form shows it", async () => {
    const bot = await startBot({ answer: ({ words }) => say(words) });
    const answer = await bot.emulator.sendCommand("plan-sale", { name: "tea", size: "big", shops: "berlin, new-york" }).answer();
    expect(answer.content).toBe("sales tea 2026-11-27 09:00 big berlin,new-york");
    expect(bot.requests).toMatchObject([{ words: "sales tea 2026-11-27 09:00 big berlin,new-york" }]);
    const refused = await bot.emulator.sendCommand("plan-sale", { name: "tea", day: "soon" }).answer();
    expect(refused.content).toContain("Write a date such as");
  });

  it("completes the last of several shops in its command", async () => {
    const bot = await startBot({ complete: ({ option, typed }) => (option === "for" && typed === "be" ? ["berlin", "bern"] : []) });
    expect(await bot.emulator.autocomplete("plan-sale", "shops", "new-york, be")).toEqual(["new-york, berlin", "new-york, bern"]);
  });
});
