/** A port beside an emulator that runs as a process of its own, to look at it and to break it: JSON in, JSON out. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** By "GET /posts". The body is null where there is none. What it throws is answered with 400. */
export type Controls = Readonly<Record<string, (body: unknown) => unknown>>;

export interface Control {
  readonly url: string;
  close(): Promise<void>;
}

export async function startControl(controls: Controls, port = 0): Promise<Control> {
  const server: Server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(Buffer.from(part));
    const text = Buffer.concat(parts).toString();
    const work = controls[`${request.method} ${request.url}`];
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body ?? null));
    if (work === undefined) return void answer(404, { error: `only ${Object.keys(controls).join(", ")}` });
    try {
      answer(200, work(text === "" ? null : JSON.parse(text)));
    } catch (error) {
      answer(400, { error: String(error) });
    }
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
