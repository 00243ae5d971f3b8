import { afterEach, describe, expect, it } from "vitest";
import { createHttpServer, type HttpServer } from "../../../src/adapters/http/index.ts";
import { appOptions } from "./fakes.ts";

const servers: HttpServer[] = [];

function server(overrides: Partial<Parameters<typeof createHttpServer>[0]> = {}): HttpServer {
  const made = createHttpServer({ ...appOptions(), host: "127.0.0.1", port: 0, ...overrides });
  servers.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((each) => each.stop()));
});

describe("createHttpServer", () => {
  it("listens on a port of its own and says where", async () => {
    const { url } = await server().start();
    const answer = await fetch(new URL("/healthz", url));
    expect(await answer.json()).toEqual({ status: "alive" });
  });

  it("says what to do where the port is taken", async () => {
    const { port } = await server().start();
    await expect(server({ port }).start()).rejects.toThrow(/taken by another process.*HTTP_PORT/);
  });

  it("lets a request under way finish when it stops, and stops once", async () => {
    let release = (): void => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let entered = (): void => {};
    const inside = new Promise<void>((resolve) => {
      entered = resolve;
    });
    const slow = async () => {
      entered();
      await gate;
      return new Response("done");
    };
    const made = server({ console: slow });
    const { url } = await made.start();
    const answer = fetch(url, { headers: { connection: "close" } });
    await inside;
    const stopped = Promise.all([made.stop(), made.stop()]);
    release();
    expect(await (await answer).text()).toBe("done");
    await stopped;
    await expect(fetch(url)).rejects.toThrow();
  });
});
