/** A process for tests to kill: `serve` holds the store, `import-and-hang` stops in the middle of an import. */
import { openStore } from "../../../src/adapters/prisma/open-store.ts";
import { importInto, line } from "../../contracts/store-fixture.ts";

const [task, url = ""] = process.argv.slice(2);
const store = await openStore({ url, role: task === "serve" ? "server" : "tool" });
// Alive until killed.
process.on("message", () => undefined);

if (task === "serve") process.send?.("ready");
else {
  await importInto(store, async (writer) => {
    await writer.putOrderLines([line("1", { customer: "c1" }), line("9")]);
    process.send?.("ready");
    await new Promise(() => undefined);
  });
}
