/** The file to import: by name, or `-` for standard input. */
import { createReadStream } from "node:fs";
import { mkdtemp, open, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { ByteSource } from "../intake/csv/read-table.ts";
import { InputError } from "./errors.ts";

export interface Input {
  readonly source: ByteSource;
  /** Null where it is not known beforehand. */
  readonly bytes: number | null;
  close(): Promise<void>;
}

/** Some thousand lines: what the store takes at a time. */
const CHUNK_BYTES = 1 << 18;

/** Signatures of what people try to import without unpacking: first bytes, name, how to unpack. */
const PACKED: readonly (readonly [readonly number[], string, string])[] = [
  [[0x1f, 0x8b], "gzip", "gzip -dc"],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], "xz", "xz -dc"],
  [[0x28, 0xb5, 0x2f, 0xfd], "zstd", "zstd -dc"],
  [[0x50, 0x4b, 0x03, 0x04], "zip (or an Excel workbook)", "unzip -p"],
];

/** `rereadable`: the import reads its input more than once, so standard input goes through a temporary file. */
export async function openInput(path: string, rereadable: boolean): Promise<Input> {
  if (path !== "-") return openFile(path, basename(path));
  if (!rereadable) return { source: { name: "standard input", open: () => process.stdin }, bytes: null, close: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), "shopbell-"));
  try {
    const copy = join(folder, "input.csv");
    await writeFile(copy, process.stdin);
    return { ...(await openFile(copy, "standard input")), close: () => rm(folder, { recursive: true, force: true }) };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function openFile(path: string, name: string): Promise<Input> {
  const info = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new InputError(error.code === "ENOENT" ? `there is no file ${path}` : `${path} cannot be opened: ${error.message}`);
  });
  if (info.isDirectory()) throw new InputError(`${path} is a folder: name one file`);
  if (info.isFile()) await refusePacked(path);
  return {
    source: { name, open: () => createReadStream(path, { highWaterMark: CHUNK_BYTES }) },
    bytes: info.isFile() ? info.size : null,
    close: async () => {},
  };
}

async function refusePacked(path: string): Promise<void> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`${path} cannot be read: ${error.message}`);
  });
  try {
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0);
    const packed = PACKED.find(([signature]) => signature.every((byte, index) => buffer[index] === byte));
    if (packed)
      throw new InputError(`${path} is packed with ${packed[1]}`, [`unpack it on the way: ${packed[2]} ${path} | shopbell import … -`]);
  } finally {
    await file.close();
  }
}
