/** The gateway: hello, identify, ready, heartbeats, resume with replay, close codes. One session at a time is enough here. */
import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import type { State } from "./state.ts";
import { wireGuild } from "./wire.ts";

const OP = { dispatch: 0, heartbeat: 1, identify: 2, resume: 6, reconnect: 7, invalidSession: 9, hello: 10, heartbeatAck: 11 } as const;
const INTENT = { guilds: 1 << 0, guildMessages: 1 << 9, directMessages: 1 << 12, messageContent: 1 << 15 } as const;

const Payload = z.object({ op: z.number(), d: z.unknown() });
const Identify = z.object({ token: z.string(), intents: z.number().int() });
const Resume = z.object({ token: z.string(), session_id: z.string(), seq: z.number().int() });

interface Session {
  readonly id: string;
  readonly intents: number;
  readonly events: { readonly op: 0; readonly s: number; readonly t: string; readonly d: unknown }[];
}

export interface Gateway {
  dispatch(type: string, data: unknown): void;
  /** Guild messages' words as the bot may see them. */
  sees(intent: keyof typeof INTENT): boolean;
  /** Breaks the socket as a lost network does; the session can be resumed, and events meanwhile are replayed. */
  drop(): void;
  closeWith(code: number): void;
  /** op 7: the client shall reconnect and resume. */
  requestReconnect(): void;
  /** op 9: the session is void, the client must identify again. */
  invalidateSession(): void;
  /** Closes every new connection with this code at its identify, until null. */
  refuseIdentify(code: number | null): void;
  counts(): { readonly identified: number; readonly resumed: number; readonly heartbeats: number };
  close(): Promise<void>;
}

export function attachGateway(server: Server, state: State): Gateway {
  const sockets = new WebSocketServer({ server, path: "/gateway" });
  const counts = { identified: 0, resumed: 0, heartbeats: 0 };
  let session: Session | null = null;
  let live: WebSocket | null = null;
  let refusal: number | null = null;

  const send = (socket: WebSocket, payload: object) => socket.send(JSON.stringify(payload));

  function dispatch(type: string, data: unknown): void {
    if (session === null) return;
    const event = { op: OP.dispatch, s: session.events.length + 1, t: type, d: data };
    session.events.push(event);
    if (live !== null) send(live, event);
  }

  function identify(socket: WebSocket, data: unknown): void {
    const { token, intents } = Identify.parse(data);
    if (refusal !== null) {
      socket.close(refusal);
      return;
    }
    if (token !== state.token) {
      socket.close(4004, "Authentication failed.");
      return;
    }
    if ((intents & INTENT.messageContent) !== 0 && !state.messageContent) {
      socket.close(4014, "Disallowed intent(s).");
      return;
    }
    counts.identified += 1;
    session = { id: `session-${counts.identified}`, intents, events: [] };
    live = socket;
    dispatch("READY", {
      v: 10,
      user: state.bot,
      guilds: [{ id: state.guildId, unavailable: true }],
      session_id: session.id,
      resume_gateway_url: state.gatewayUrl,
      application: { id: state.applicationId, flags: 0 },
    });
    dispatch("GUILD_CREATE", wireGuild(state));
    state.changed();
  }

  function resume(socket: WebSocket, data: unknown): void {
    const { token, session_id, seq } = Resume.parse(data);
    if (token !== state.token) {
      socket.close(4004, "Authentication failed.");
      return;
    }
    if (session === null || session.id !== session_id) {
      send(socket, { op: OP.invalidSession, d: false });
      return;
    }
    live = socket;
    counts.resumed += 1;
    for (const event of session.events.slice(seq)) send(socket, event);
    dispatch("RESUMED", {});
    state.changed();
  }

  sockets.on("connection", (socket) => {
    send(socket, { op: OP.hello, d: { heartbeat_interval: 41_250 } });
    socket.on("message", (raw) => {
      const { op, d } = Payload.parse(JSON.parse(String(raw)));
      if (op === OP.identify) identify(socket, d);
      else if (op === OP.resume) resume(socket, d);
      else if (op === OP.heartbeat) {
        counts.heartbeats += 1;
        send(socket, { op: OP.heartbeatAck });
      }
    });
    socket.on("close", () => {
      if (live === socket) live = null;
    });
  });

  const cut = (close: (socket: WebSocket) => void) => {
    const socket = live;
    live = null;
    if (socket !== null) close(socket);
  };
  return {
    dispatch,
    sees: (intent) => session !== null && (session.intents & INTENT[intent]) !== 0,
    drop: () => cut((socket) => socket.terminate()),
    closeWith: (code) => cut((socket) => socket.close(code)),
    requestReconnect: () => {
      if (live !== null) send(live, { op: OP.reconnect, d: null });
    },
    invalidateSession: () => {
      session = null;
      if (live !== null) send(live, { op: OP.invalidSession, d: false });
    },
    refuseIdentify: (code) => {
      refusal = code;
    },
    counts: () => ({ ...counts }),
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => sockets.close(resolve));
    },
  };
}
