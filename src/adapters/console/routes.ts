/** What the console answers at which address, once the request may be answered at all. */
import type { Message } from "../../core/messages/message.ts";
import type { ChartPainter } from "../../ports/chart-painter.ts";
import type { ChatHandlers, ChatRequest, Reply } from "../../ports/chat-platform.ts";
import type { Clock } from "../../ports/clock.ts";
import type { CommandSpec } from "../../ports/command-spec.ts";
import type { Log } from "../../ports/log.ts";
import { readAsset } from "./assets.ts";
import { completeLine } from "./complete-line.ts";
import { ConsoleRefusal } from "./errors.ts";
import { readJson } from "./guard.ts";
import { consolePlace, parseAsk, parseFill, parseSignIn, type Sender } from "./parse.ts";
import type { PostFeed } from "./post-feed.ts";
import { chartsOf, filesOf, renderMessage } from "./render.ts";
import { createReplyShelf } from "./reply-shelf.ts";
import { createSessions } from "./session.ts";

export interface ConsoleOptions {
  readonly handlers: ChatHandlers;
  readonly commands: readonly CommandSpec[];
  readonly painter: ChartPainter;
  readonly clock: Clock;
  readonly log: Log;
  /** Null: whoever opens the console on this machine may use it. */
  readonly token: string | null;
  /**
   * What Slack and Discord would be sent, as plain JSON. The page draws look-alikes of it: Slack's `{ text, blocks }`,
   * Discord's `{ content, embeds, components }`, or a promise of it. The n-th picture stands for the message's n-th chart.
   */
  readonly previews: { readonly slack: (message: Message) => unknown; readonly discord: (message: Message) => unknown };
}

/** Answers one request; throws `ConsoleRefusal`. */
export type Route = (request: Request) => Promise<Response>;

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

export function createRoutes(options: ConsoleOptions, feed: PostFeed): Route {
  const { handlers, commands, painter, clock, log, previews } = options;
  const sessions = createSessions(options.token);
  const shelf = createReplyShelf();

  function requireSession(request: Request): string {
    const id = sessions.find(request);
    if (id === null) throw new ConsoleRefusal("sign-in");
    return id;
  }

  /** An answer of this session, or a post, which is everybody's. */
  function requireMessage(request: Request, id: string): Message {
    const found = shelf.find(requireSession(request), id) ?? feed.find(id);
    if (found === null) throw new ConsoleRefusal("gone");
    return found.message;
  }

  function senderOf(request: Request): Sender {
    return { sessionId: requireSession(request), acceptLanguage: request.headers.get("accept-language"), nowMs: clock.nowMs() };
  }

  async function parseWords(request: Request): Promise<ChatRequest> {
    const sender = senderOf(request);
    return parseAsk(await readJson(request), sender);
  }

  /** Tells the page what it needs to begin; opens a session where none is needed to be asked for. */
  function hello(request: Request): Response {
    const known = sessions.find(request);
    const opened = known === null && options.token === null ? sessions.open(request, null, clock.nowMs()) : null;
    const signedIn = known !== null || opened !== null;
    const body = {
      signedIn,
      needsToken: options.token !== null,
      commands: signedIn ? commands.map(({ name, usage, description }) => ({ name, usage, description })) : [],
    };
    return Response.json(body, opened === null ? {} : { headers: { "Set-Cookie": opened.cookie } });
  }

  async function signIn(request: Request): Promise<Response> {
    const { cookie } = sessions.open(request, parseSignIn(await readJson(request)), clock.nowMs());
    return Response.json({ signedIn: true }, { headers: { "Set-Cookie": cookie } });
  }

  async function ask(request: Request): Promise<Response> {
    const question = await parseWords(request);
    const form = await handlers.openForm(question);
    return form === null ? Response.json({ reply: await answer(question) }) : Response.json({ form });
  }

  /** The words of a filled form and their answer, or what is wrong with its fields. */
  async function fill(request: Request): Promise<Response> {
    const sender = senderOf(request);
    const { formId, filled, locale, toRequest } = parseFill(await readJson(request), sender);
    const reading = handlers.readForm(formId, filled, locale);
    if (!reading.ok) return Response.json({ problems: reading.problems });
    return Response.json({ words: reading.words, reply: await answer(toRequest(reading.words)) });
  }

  async function answer(question: ChatRequest): Promise<object | null> {
    const reply = await handlers.answer(question);
    if (reply === null) return null;
    shelf.put(question.user.id, reply);
    await handlers.posted(reply.id, consolePlace(question.user.id, reply.id));
    return show(reply);
  }

  /** What was posted or edited after the revision that the page has, oldest first. */
  async function posts(request: Request): Promise<Response> {
    requireSession(request);
    const after = Number(new URL(request.url).searchParams.get("after") ?? 0);
    const changed = feed.since(after);
    const shown = changed.map(async ({ posted, message, postedAtMs, editedAtMs, revision }) => ({
      thread: posted.place.thread,
      postedAtMs,
      editedAtMs,
      revision,
      reply: await show({ id: posted.messageId, message, onlyForAsker: false }),
    }));
    return Response.json({ posts: await Promise.all(shown) });
  }

  async function show({ id, message, onlyForAsker }: Reply): Promise<object> {
    return {
      id,
      onlyForAsker,
      view: renderMessage(message),
      json: message.data ?? message,
      slack: await preview("slack", message),
      discord: await preview("discord", message),
    };
  }

  /** A preview that fails must not cost the answer. Files travel as their length: the page has their content already. */
  async function preview(platform: "slack" | "discord", message: Message): Promise<unknown> {
    try {
      return JSON.parse(
        JSON.stringify(await previews[platform](message), (_, value) => (value instanceof Uint8Array ? value.length : value)),
      );
    } catch (error) {
      log.error({ err: error, platform }, "a message could not be rendered for the preview");
      return null;
    }
  }

  async function complete(request: Request): Promise<Response> {
    return Response.json({ suggestions: await completeLine(await parseWords(request), commands, handlers) });
  }

  async function chart(request: Request, id: string, index: string): Promise<Response> {
    const spec = chartsOf(requireMessage(request, id))[Number(index)];
    if (spec === undefined) throw new ConsoleRefusal("gone");
    const theme = new URL(request.url).searchParams.get("theme") === "dark" ? "dark" : "light";
    const png = await painter.paint(spec, { theme }).catch((cause: unknown) => {
      throw new ConsoleRefusal("cannot-draw", { cause });
    });
    // An answer never changes, so neither does its picture; a post's picture may.
    const caching = feed.find(id) === null ? "private, max-age=86400, immutable" : "private, no-cache";
    return new Response(new Uint8Array(png), { headers: { "Content-Type": "image/png", "Cache-Control": caching } });
  }

  function file(request: Request, id: string, index: string): Response {
    const found = filesOf(requireMessage(request, id))[Number(index)];
    if (found === undefined) throw new ConsoleRefusal("gone");
    const plain = found.name.replace(/[^\w.-]+/g, "-");
    const disposition = `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(found.name)}`;
    return new Response(found.content, { headers: { "Content-Type": `${found.mime}; charset=utf-8`, "Content-Disposition": disposition } });
  }

  return async (request) => {
    const { pathname } = new URL(request.url);
    const [, , area = "", first = "", second = ""] = pathname.split("/");
    const method = request.method === "HEAD" ? "GET" : request.method;
    switch (`${method} ${area === "api" || pathname === "/" ? pathname : area}`) {
      case "GET /":
        return page("index.html", { "Content-Security-Policy": PAGE_POLICY, "Cache-Control": "no-cache" });
      case "GET page":
        return pageFile(second === "" ? first : `${first}/${second}`);
      case "GET chart":
        return chart(request, first, second.replace(/\.png$/, ""));
      case "GET file":
        return file(request, first, second);
      case "GET /console/api/hello":
        return hello(request);
      case "POST /console/api/sign-in":
        return signIn(request);
      case "POST /console/api/sign-out":
        return Response.json({ signedIn: false }, { headers: { "Set-Cookie": sessions.endCookie } });
      case "POST /console/api/ask":
        return ask(request);
      case "POST /console/api/fill":
        return fill(request);
      case "GET /console/api/posts":
        return posts(request);
      case "POST /console/api/complete":
        return complete(request);
      default:
        throw new ConsoleRefusal("not-found");
    }
  };
}

function pageFile(name: string): Response {
  return page(name, { "Cache-Control": name.endsWith(".woff2") ? "public, max-age=31536000, immutable" : "no-cache" });
}

function page(name: string, headers: Record<string, string>): Response {
  const asset = readAsset(name);
  if (asset === null) throw new ConsoleRefusal("not-found");
  return new Response(asset.bytes, { headers: { "Content-Type": asset.type, ...headers } });
}
