import { describe, expect, it } from "vitest";
import { decodeText, type Encoding, MAX_LINE_BYTES } from "../../../src/intake/csv/decode-text.ts";
import { makeFile } from "../make-shop.ts";

async function decode(
  content: string | Uint8Array,
  { encoding = "utf-8", chunkBytes = 3 }: { encoding?: Encoding; chunkBytes?: number } = {},
) {
  let text = "";
  for await (const block of decodeText(makeFile(content, chunkBytes).open(), "f.csv", encoding)) text += block.text;
  return text;
}

describe("decodeText", () => {
  it("joins characters that chunks cut apart", async () => {
    expect(await decode("a,é,中,👍\nb,c,d,e\n", { chunkBytes: 1 })).toBe("a,é,中,👍\nb,c,d,e\n");
  });

  it("drops a byte order mark, also from a file of one line", async () => {
    expect(await decode("\ufeffa,b\n1,2\n")).toBe("a,b\n1,2\n");
    expect(await decode("\ufeffa,b")).toBe("a,b");
  });

  it("names the line that is not UTF-8, and reads it where it is told to be Latin-1", async () => {
    const latin1 = Buffer.from("id,name\n1,ok\n2,M\u00fcnchen \u0080\n", "latin1");
    await expect(decode(latin1)).rejects.toThrow(
      "f.csv:3 the text is not UTF-8; save it as “CSV UTF-8”, or import with --encoding latin1 if that is what it is",
    );
    expect(await decode(latin1, { encoding: "latin1" })).toBe("id,name\n1,ok\n2,München €\n");
  });

  it("refuses UTF-16 and NUL bytes", async () => {
    await expect(decode(Buffer.from("\ufeffa,b\n", "utf16le"))).rejects.toThrow("f.csv: the text is UTF-16; save it as “CSV UTF-8”");
    await expect(decode("a,b\n1,\0\n")).rejects.toThrow("f.csv:2 a NUL byte");
  });

  it("refuses a line that never ends", async () => {
    const endless = "x".repeat(MAX_LINE_BYTES + 10);
    await expect(decode(`a\n${endless}`, { chunkBytes: 1 << 16 })).rejects.toThrow("f.csv:2 a line longer than 1 MiB");
    await expect(decode(`a\rb\r${endless}`, { chunkBytes: 1 << 16 })).rejects.toThrow("f.csv:1 its line ends are those of old Macs");
  });

  it("yields nothing for an empty file", async () => {
    expect(await decode("")).toBe("");
  });
});
