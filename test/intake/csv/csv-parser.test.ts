import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCsvParser, type Delimiter } from "../../../src/intake/csv/csv-parser.ts";

function parse(text: string, delimiter: Delimiter = ",", cuts: readonly number[] = []): { rows: (readonly string[])[]; lines: number[] } {
  const parser = createCsvParser(delimiter, "f.csv");
  const rows: (readonly string[])[] = [];
  const lines: number[] = [];
  const take = (batch: ReturnType<typeof parser.push>): void => {
    rows.push(...batch.rows);
    lines.push(...batch.lines);
  };
  let from = 0;
  for (const cut of cuts) {
    take(parser.push(text.slice(from, cut)));
    from = cut;
  }
  take(parser.push(text.slice(from)));
  take(parser.end());
  return { rows, lines };
}

/** Blocks end with a line end: the reader of bytes cuts them so. */
function lineEnds(text: string): number[] {
  return [...text.matchAll(/\n/g)].map((match) => match.index + 1);
}

describe("the CSV parser", () => {
  it.each([
    [
      "a,b\n1,2\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "a,b\r\n1,2\r\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "a,b\n1,2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "a,b\n\n1,2\n\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      '"a","b"\n"1,5","say ""hi"""\n',
      [
        ["a", "b"],
        ["1,5", 'say "hi"'],
      ],
    ],
    [
      'a,b\n"two\nlines",2\n',
      [
        ["a", "b"],
        ["two\nlines", "2"],
      ],
    ],
    ['12" vinyl,5\n', [['12" vinyl', "5"]]],
    ['"",""\n', [["", ""]]],
    ['a,""', [["a", ""]]],
    ['"a"\r\n', [["a"]]],
    [",,\n", [["", "", ""]]],
  ])("reads %j", (text, rows) => {
    expect(parse(text).rows).toEqual(rows);
  });

  it("names the line each row begins on, quoted line ends counted", () => {
    expect(parse('h\n"x\ny\nz"\nlast\n').lines).toEqual([1, 2, 5]);
  });

  it.each([
    ['a\n"open\nnever closed\n', "f.csv:2 the quote that opens here is never closed"],
    ['a,b\n1,"x"y\n', 'f.csv:2 text after a closing quote; write a quote within a quoted cell twice, "like ""this"""'],
  ])("refuses %j", (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });

  it("gives up on a quote that swallows the file before the memory is full", () => {
    const parser = createCsvParser(",", "f.csv");
    expect(() => {
      parser.push('"open\n');
      for (let i = 0; i < 40; i++) parser.push(`${"x".repeat(65_536)}\n`);
    }).toThrow("f.csv:1 the quote that opens here is never closed");
  });

  const cell = fc.string({ unit: fc.constantFrom('"', ",", ";", "\t", "\n", "\r\n", "a", " ", "é", "中", "👍"), maxLength: 8 });
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 });
  const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

  it("reads back whatever was quoted, wherever the blocks were cut", () => {
    fc.assert(
      fc.property(table, fc.constantFrom<Delimiter>(",", ";", "\t"), fc.boolean(), fc.array(fc.nat()), (rows, delimiter, crlf, picks) => {
        const text = rows.map((row) => row.map(quote).join(delimiter) + (crlf ? "\r\n" : "\n")).join("");
        const ends = lineEnds(text);
        const cuts = [...new Set(picks.map((pick) => ends[pick % ends.length] ?? 0))].sort((a, b) => a - b);
        expect(parse(text, delimiter, cuts).rows).toEqual(rows);
      }),
    );
  });
});
