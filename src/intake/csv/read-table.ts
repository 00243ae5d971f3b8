/** Walks a CSV file row by row: header first, then every row to its reader, block by block so that memory stays flat. */
import type { ColumnMap, Columns, TableShape } from "../columns.ts";
import { resolveColumns } from "../columns.ts";
import { IntakeError } from "../intake-error.ts";
import type { RowReader } from "../rows/row-context.ts";
import type { Delimiter } from "./csv-parser.ts";
import { createCsvParser } from "./csv-parser.ts";
import type { Encoding } from "./decode-text.ts";
import { decodeText } from "./decode-text.ts";

/** A file, or what else gives bytes. */
export interface ByteSource {
  /** For people: the file's name. */
  readonly name: string;
  /** Opens it, from its beginning each time. */
  open(): AsyncIterable<Uint8Array>;
}

export interface TableOptions<F extends string> {
  readonly source: ByteSource;
  readonly shape: TableShape<F>;
  readonly map: ColumnMap;
  readonly encoding: Encoding;
  /** Called once the header is understood. `headers` are the file's own names, by position. */
  readonly open: (columns: Columns<F>, headers: readonly string[]) => RowReader;
  readonly onBadRow: (line: number, column: number, name: string, problem: string) => void;
  /** Called after every block, and once more after the last row. */
  readonly onBlock: (progress: { readonly rows: number; readonly bytesRead: number }) => Promise<void>;
}

/** Resolves to the number of rows below the header. Rejects with `IntakeError` where the file as a whole cannot be read. */
export async function readTable<F extends string>(options: TableOptions<F>): Promise<number> {
  const { source, shape, map } = options;
  let parser: ReturnType<typeof createCsvParser> | null = null;
  let reader: RowReader | null = null;
  let headers: readonly string[] = [];
  let rows = 0;
  let bytesRead = 0;

  function readRows(batch: ReturnType<ReturnType<typeof createCsvParser>["push"]>): void {
    for (let index = 0; index < batch.rows.length; index++) {
      const cells = batch.rows[index] ?? [];
      const line = batch.lines[index] ?? 0;
      if (!reader) {
        headers = cells.map((cell) => cell.trim());
        reader = options.open(resolveColumns(headers, shape, map, source.name), headers);
        continue;
      }
      if (cells.length !== headers.length && !fits(cells, headers.length)) {
        // Spreadsheets leave rows of empty cells at the end.
        if (cells.every((cell) => cell.trim() === "")) continue;
        rows++;
        options.onBadRow(
          line,
          0,
          "",
          `found ${cells.length} cells, expected ${headers.length} as in the header: is a separator unquoted in a value?`,
        );
        continue;
      }
      if (cells[0] === "" && cells.every((cell) => cell.trim() === "")) continue;
      rows++;
      reader.readRow(cells, line);
    }
  }

  for await (const block of decodeText(source.open(), source.name, options.encoding)) {
    parser ??= createCsvParser(detectDelimiter(block.text, shape, map), source.name);
    bytesRead = block.bytesRead;
    readRows(parser.push(block.text));
    await options.onBlock({ rows, bytesRead });
  }
  if (parser) readRows(parser.end());
  endReader(reader, source.name, shape);
  await options.onBlock({ rows, bytesRead });
  return rows;
}

/** More cells than the header has are fine where they are empty. */
function fits(cells: readonly string[], expected: number): boolean {
  return cells.length > expected && cells.slice(expected).every((cell) => cell.trim() === "");
}

const DELIMITERS: readonly Delimiter[] = [",", ";", "\t"];

/** The separator under which the header names the most columns we know; the one that gives the most columns among equals. */
function detectDelimiter(text: string, shape: TableShape<string>, map: ColumnMap): Delimiter {
  const known = new Set([...Object.entries(shape.fields).flat(2), ...Object.values(map)].map((name) => simplify(name)));
  const header = text.slice(0, text.indexOf("\n") < 0 ? undefined : text.indexOf("\n") + 1);
  let best: { delimiter: Delimiter; score: number } = { delimiter: ",", score: -1 };
  for (const delimiter of DELIMITERS) {
    const cells = splitHeader(header, delimiter);
    const score = cells.filter((cell) => known.has(simplify(cell))).length * 1_000 + cells.length;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function simplify(name: string): string {
  return name.toLowerCase().replace(/[\s"_-]+/g, "");
}

/** Good enough to choose by: a header whose names hold separators in quotes still scores highest under its own. */
function splitHeader(header: string, delimiter: Delimiter): readonly string[] {
  return header.replace(/"[^"]*"/g, (quoted) => quoted.replaceAll(/[,;\t]/g, " ")).split(delimiter);
}

function endReader(reader: RowReader | null, file: string, shape: TableShape<string>): void {
  if (!reader) {
    const fields = shape.required.map((group) => group[0]).join(", ");
    throw new IntakeError(`${file} is empty: expected a header row with ${fields}, then one row each`);
  }
  reader.end();
}

/** The columns of a file's header, without reading on. */
export async function readColumns<F extends string>({
  source,
  shape,
  map,
  encoding,
}: Pick<TableOptions<F>, "source" | "shape" | "map" | "encoding">): Promise<Columns<F>> {
  for await (const { text } of decodeText(source.open(), source.name, encoding)) {
    const parser = createCsvParser(detectDelimiter(text, shape, map), source.name);
    const header = parser.push(text).rows[0] ?? parser.end().rows[0];
    if (header) return resolveColumns(header, shape, map, source.name);
  }
  return resolveColumns([], shape, map, source.name);
}
