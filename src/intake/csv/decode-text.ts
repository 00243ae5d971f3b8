/** Bytes of a file to text, in blocks of whole lines, strictly: text that is not what it says it is stops the import. */
import { isAscii, isUtf8 } from "node:buffer";
import { IntakeError } from "../intake-error.ts";

export const ENCODINGS = ["utf-8", "latin1"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** One line of a table is some hundred bytes; a file without line ends must not fill the memory. */
export const MAX_LINE_BYTES = 1 << 20;

const NEWLINE = 10;

export interface TextBlock {
  /** Ends with a line end, except for the last. */
  readonly text: string;
  /** Bytes of the file read so far. */
  readonly bytesRead: number;
}

/** Yields nothing for an empty file. Rejects with `IntakeError` that names the line. */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>, file: string, encoding: Encoding): AsyncGenerator<TextBlock> {
  let rest: Buffer = Buffer.alloc(0);
  let bytesRead = 0;
  let linesBefore = 0;
  let first = true;

  function decode(block: Buffer): string {
    const text = decodeBlock(block, encoding);
    if (typeof text === "string") return text;
    throw new IntakeError(`${file}:${linesBefore + countLines(block, text.at) + 1} ${text.problem}`);
  }

  for await (const chunk of bytes) {
    bytesRead += chunk.length;
    const whole = rest.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length) : Buffer.concat([rest, chunk]);
    const end = whole.lastIndexOf(NEWLINE) + 1;
    if (end === 0 && whole.length > MAX_LINE_BYTES) throw tooLong(file, linesBefore + 1, whole);
    let block = whole.subarray(0, end);
    // Copied: streams may use their buffer again.
    rest = Buffer.from(whole.subarray(end));
    if (block.length === 0) continue;
    if (first) block = withoutMark(block, file);
    first = false;
    yield { text: decode(block), bytesRead };
    linesBefore += countLines(block, block.length);
  }
  if (first) rest = withoutMark(rest, file);
  if (rest.length > 0) yield { text: decode(rest), bytesRead };
}

/** Drops a UTF-8 byte order mark; refuses what begins with another encoding's. */
function withoutMark(block: Buffer, file: string): Buffer {
  if (block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf) return block.subarray(3);
  if ((block[0] === 0xff && block[1] === 0xfe) || (block[0] === 0xfe && block[1] === 0xff)) {
    throw new IntakeError(`${file}: the text is UTF-16; save it as “CSV UTF-8”`);
  }
  return block;
}

function decodeBlock(block: Buffer, encoding: Encoding): string | { readonly at: number; readonly problem: string } {
  const nul = block.indexOf(0);
  if (nul >= 0) return { at: nul, problem: "a NUL byte: this is no text file (or UTF-16 without its mark); save it as “CSV UTF-8”" };
  if (isAscii(block)) return block.toString("latin1");
  if (encoding === "latin1") return decodeWindows1252(block);
  if (isUtf8(block)) return block.toString("utf8");
  const problem = "the text is not UTF-8; save it as “CSV UTF-8”, or import with --encoding latin1 if that is what it is";
  return { at: firstInvalidLine(block), problem };
}

/** 0x80 to 0x9f of Windows-1252 (https://encoding.spec.whatwg.org/#windows-1252); unused places are control characters, dropped later. */
const HIGH_CONTROLS = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/**
 * What people call Latin-1 is Windows-1252, with the euro sign and curly quotes. By hand: TextDecoder of Node 20 decodes
 * "windows-1252" as plain Latin-1 and loses them.
 */
function decodeWindows1252(block: Buffer): string {
  return block.toString("latin1").replace(/[\x80-\x9f]/g, (char) => HIGH_CONTROLS[char.charCodeAt(0) - 0x80] ?? char);
}

/** Start of the first line that is not UTF-8. */
function firstInvalidLine(block: Buffer): number {
  for (let start = 0; start < block.length; ) {
    const newline = block.indexOf(NEWLINE, start);
    const end = newline < 0 ? block.length : newline + 1;
    if (!isUtf8(block.subarray(start, end))) return start;
    start = end;
  }
  return 0;
}

function countLines(block: Buffer, end: number): number {
  let lines = 0;
  for (let at = block.indexOf(NEWLINE); at >= 0 && at < end; at = block.indexOf(NEWLINE, at + 1)) lines++;
  return lines;
}

function tooLong(file: string, line: number, block: Buffer): IntakeError {
  const hint = block.includes(13)
    ? "its line ends are those of old Macs; save it as “CSV UTF-8”"
    : "a line longer than 1 MiB: is this a CSV file?";
  return new IntakeError(`${file}:${line} ${hint}`);
}
