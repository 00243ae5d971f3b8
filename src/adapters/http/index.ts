/** The HTTP server: console, health, metrics, intake (contract 6). */
import { once } from "node:events";
import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { type AppOptions, buildApp } from "./build-app.ts";

/** Requests under way when stopping get this long. */
const STOP_TIMEOUT_MS = 5_000;

export interface HttpServerOptions extends AppOptions {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
}

export interface HttpServer {
  /** Listens; resolves to the address people open. Rejects with words that say what to do where the port is taken. */
  start(): Promise<{ readonly url: string; readonly port: number }>;
  /** Takes no more requests, waits for those under way, then closes what is left. Safe to call twice. */
  stop(): Promise<void>;
}

export function createHttpServer(options: HttpServerOptions): HttpServer {
  const app = buildApp(options);
  const server = createServer(getRequestListener((request) => app.fetch(request)));
  let stopping: Promise<void> | null = null;

  async function stopListening(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    server.closeIdleConnections();
    const timer = setTimeout(() => server.closeAllConnections(), STOP_TIMEOUT_MS);
    await closed;
    clearTimeout(timer);
  }

  return {
    async start() {
      const { host, port } = options;
      const listening = once(server, "listening").catch((error: unknown) => {
        throw new Error(explainListenError(error, host, port), { cause: error });
      });
      server.listen(port, host);
      await listening;
      const address = server.address();
      const actualPort = address !== null && typeof address === "object" ? address.port : port;
      return { url: `http://${urlHost(host)}:${actualPort}/`, port: actualPort };
    },
    stop() {
      stopping ??= stopListening();
      return stopping;
    },
  };
}

/** The name to open in a browser: "any address" is no address. */
function urlHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

function explainListenError(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "EADDRINUSE")
    return `Port ${port} is taken by another process. Stop it, or set HTTP_PORT to a free port, such as ${port + 1}.`;
  if (code === "EACCES") return `Port ${port} may not be opened by this user. Set HTTP_PORT to 1024 or more.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") return `HTTP_HOST=${host} is no address of this machine. Try 127.0.0.1 or 0.0.0.0.`;
  return `The HTTP server cannot listen on ${host}:${port}.`;
}
