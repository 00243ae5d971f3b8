/** Reads a request of Discord's REST interface: JSON, or a form with `payload_json` and `files[n]`. */
import type { IncomingMessage } from "node:http";

export interface UploadedFile {
  readonly index: number;
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface RestRequest {
  readonly method: string;
  /** Decoded, without "/api/v10". */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | null;
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
}

export async function readRequest(incoming: IncomingMessage): Promise<RestRequest> {
  const url = new URL(incoming.url ?? "/", "http://localhost");
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const raw = Buffer.concat(chunks);
  const type = incoming.headers["content-type"] ?? "";
  const { body, files } = type.startsWith("multipart/form-data")
    ? await readForm(raw, type)
    : { body: parseJson(raw.toString()), files: [] };
  return {
    method: incoming.method ?? "GET",
    path: decodeURIComponent(url.pathname.replace(/^\/api\/v\d+/, "")),
    query: url.searchParams,
    authorization: incoming.headers.authorization ?? null,
    body,
    files,
  };
}

async function readForm(raw: Buffer, type: string): Promise<{ body: unknown; files: UploadedFile[] }> {
  const form = await new Response(new Uint8Array(raw), { headers: { "content-type": type } }).formData();
  const files: UploadedFile[] = [];
  for (const [key, value] of form.entries()) {
    const index = /^files\[(\d+)\]$/.exec(key)?.[1];
    if (index === undefined || typeof value === "string") continue;
    files.push({ index: Number(index), name: value.name, type: value.type, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  const payload = form.get("payload_json");
  return { body: parseJson(typeof payload === "string" ? payload : ""), files };
}

function parseJson(text: string): unknown {
  return text === "" ? undefined : JSON.parse(text);
}
