/** Collects a message's files within Discord's limits, under names that are safe and used once. */
import { cutText } from "../../core/messages/plain-text.ts";
import { cleanLine, encodePlain } from "./escape.ts";
import { LIMITS } from "./limits.ts";

export interface RenderedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** For people who do not see the picture; "" for none. */
  readonly description: string;
}

/** Room in a request for everything that is not a file. */
const OTHER_BYTES = 256 * 1024;
const NAME_CHARS = 80;

export class FileTray {
  readonly files: RenderedFile[] = [];
  #bytesLeft = LIMITS.requestBytes - OTHER_BYTES;

  /** The name the file goes by; null where it is too large or there are too many. */
  add(name: string, bytes: Uint8Array, description: string): string | null {
    if (bytes.length > Math.min(LIMITS.fileBytes, this.#bytesLeft) || this.files.length === LIMITS.files) return null;
    this.#bytesLeft -= bytes.length;
    const safeName = this.#nameOnce(name);
    this.files.push({ name: safeName, bytes, description: cutText(encodePlain(cleanLine(description)), LIMITS.fileDescriptionChars) });
    return safeName;
  }

  /** Discord changes other characters by itself, and attachment:// addresses then point nowhere. */
  #nameOnce(name: string): string {
    const safe = name.replace(/[^A-Za-z0-9._-]+/g, "_").replace(/^[._]+/, "") || "file";
    const end = safe.lastIndexOf(".") > 0 ? safe.slice(safe.lastIndexOf(".")).slice(0, NAME_CHARS / 4) : "";
    const stem = safe.slice(0, safe.length - end.length).slice(0, NAME_CHARS);
    const taken = new Set(this.files.map((file) => file.name));
    let unique = stem + end;
    for (let n = 2; taken.has(unique); n += 1) unique = `${stem}-${n}${end}`;
    return unique;
  }
}
