/** Stands before an emulator: adds what it lacks (headers, whole answers) and passes the rest on. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface ProxyOptions {
  /** By the end of the path, such as "/users/@me/guilds": a body to answer with instead of asking the emulator. */
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Proxy {
  readonly origin: string;
  close(): Promise<void>;
}

export async function startProxy(target: string, { answers = {}, headers = {} }: ProxyOptions): Promise<Proxy> {
  const server = createServer(async (request, response) => {
    const path = request.url ?? "/";
    const own = Object.entries(answers).find(([end]) => path.replace(/\?.*$/, "").endsWith(end));
    if (own !== undefined) {
      response.writeHead(200, { "content-type": "application/json", ...headers }).end(JSON.stringify(own[1]));
      return;
    }
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(Buffer.from(part));
    const answer = await fetch(new URL(path, target), {
      method: request.method ?? "GET",
      headers: { authorization: request.headers.authorization ?? "", "content-type": request.headers["content-type"] ?? "text/plain" },
      ...(parts.length > 0 ? { body: Buffer.concat(parts) } : {}),
    });
    const type = answer.headers.get("content-type") ?? "text/plain";
    response.writeHead(answer.status, { "content-type": type, ...headers }).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
