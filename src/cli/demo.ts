/** `shopbell demo`: the simulated shop to try everything with. */
import { systemClock } from "../adapters/system/system-clock.ts";
import { printJson, requireConfig, withStore } from "./context.ts";
import type { Configure } from "./index.ts";

export const configure: Configure = (command, terminal) => {
  command
    .option("--json", "print the shop as JSON")
    .addHelpText("after", "\nSimulated and seeded: 25 months that end today. Running it again brings it up to today.")
    .action(async (options: { json?: boolean }) => {
      const { DEMO_SHOP, writeDemoShop } = await import("../demo/write-demo-shop.ts");
      await withStore(requireConfig(), async (store) => {
        if (terminal.showsProgress) terminal.err("Writing the demo shop …\n");
        const { writeDemoCampaigns } = await import("../demo/demo-campaigns.ts");
        await writeDemoShop(store.facts, store.shops, systemClock.nowMs());
        await writeDemoCampaigns(store.campaigns, systemClock.nowMs());
        const extent = await store.measures.extent(DEMO_SHOP.id);
        if (options.json)
          return printJson(terminal, { shop: DEMO_SHOP.id, first_day: extent?.firstDay ?? null, last_day: extent?.lastDay ?? null });
        terminal.out(
          `The demo shop ${DEMO_SHOP.id} is in the store, ${extent?.firstDay} to ${extent?.lastDay}. Its numbers are simulated.\nTry: shopbell ask "sales yesterday" --shop ${DEMO_SHOP.id}\n`,
        );
      });
    });
};
