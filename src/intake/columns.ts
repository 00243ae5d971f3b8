/** Which column of a file holds which field. */
import { closestName } from "./closest-name.ts";
import { IntakeError } from "./intake-error.ts";

/** What a kind of table may hold. */
export interface TableShape<F extends string> {
  /** "orders": for messages. */
  readonly kind: string;
  /** The names a file may give each field, besides the field's own; the first found counts. */
  readonly fields: Readonly<Record<F, readonly string[]>>;
  /** At least one of each group must be there. */
  readonly required: readonly (readonly [F, ...F[]])[];
}

/** The position of each field's column; -1 = the file does not have it. */
export type Columns<F extends string> = Readonly<Record<F, number>>;

/** `--map field=column`, by field; an empty column takes the field out. */
export type ColumnMap = Readonly<Record<string, string>>;

/** Letter case, spaces and separators do not count: "Order ID" is order_id. */
function normalise(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, "_");
}

export function fieldsOf<F extends string>(shape: TableShape<F>): readonly F[] {
  // The keys of a record typed by F are its F: Object.keys only forgets it.
  return Object.keys(shape.fields) as F[];
}

/** Throws `IntakeError` with what was found, what was expected and the likeliest names. */
export function resolveColumns<F extends string>(
  headers: readonly string[],
  shape: TableShape<F>,
  map: ColumnMap,
  file: string,
): Columns<F> {
  const fields = fieldsOf(shape);
  checkMap(map, fields, shape.kind);
  const normal = headers.map(normalise);

  function columnOf(field: F): number {
    const mapped = map[field];
    if (mapped === "") return -1;
    for (const name of mapped === undefined ? [...shape.fields[field], field] : [mapped]) {
      const index = normal.indexOf(normalise(name));
      if (index < 0) continue;
      if (normal.indexOf(normalise(name), index + 1) >= 0) {
        throw new IntakeError(`${file}:1 has the column ${quote(name)} twice; rename one of them`);
      }
      return index;
    }
    if (mapped === undefined) return -1;
    throw new IntakeError(`${file}:1 has no column ${quote(mapped)} to take ${field} from`, [foundLine(headers), ...hint(mapped, headers)]);
  }

  const columns = Object.fromEntries(fields.map((field) => [field, columnOf(field)])) as Record<F, number>;
  const missing = shape.required.filter((group) => group.every((field) => columns[field] < 0));
  if (missing.length > 0) throw missingColumns(missing, headers, shape, file);
  return columns;
}

function checkMap(map: ColumnMap, fields: readonly string[], kind: string): void {
  for (const field of Object.keys(map)) {
    if (fields.includes(field)) continue;
    const near = closestName(field, fields);
    throw new IntakeError(`--map ${field}=…: ${kind} have no field ${quote(field)}${near ? `; did you mean ${near}?` : ""}`, [
      `fields: ${fields.join(", ")}`,
    ]);
  }
}

function missingColumns<F extends string>(
  missing: TableShape<F>["required"],
  headers: readonly string[],
  shape: TableShape<F>,
  file: string,
): IntakeError {
  const names = missing.map((group) => group.map((field) => shape.fields[field][0] ?? field).join(" or "));
  if (headers.length === 1) {
    return new IntakeError(`${file}:1 has one column only: the cells must be separated by commas, semicolons or tabs`, [
      foundLine(headers),
      `expected: ${names.join(", ")}`,
    ]);
  }
  const hints = missing.flatMap((group, index) => {
    const near = closestName(names[index] ?? "", headers);
    return near ? [`did you mean --map ${group[0]}=${quote(near)}?`] : [];
  });
  return new IntakeError(`${file}:1 lacks ${names.length === 1 ? "the column" : "the columns"} ${names.join(", ")}`, [
    foundLine(headers),
    ...hints,
    "rename the column, or say which one it is: --map field=column",
  ]);
}

function foundLine(headers: readonly string[]): string {
  const shown = headers.slice(0, 60).map((header) => (header.length > 60 ? `${header.slice(0, 59)}…` : header));
  return `found: ${shown.join(", ")}${headers.length > 60 ? ` and ${headers.length - 60} more` : ""}`;
}

function hint(wanted: string, headers: readonly string[]): string[] {
  const near = closestName(wanted, headers);
  return near ? [`did you mean ${quote(near)}?`] : [];
}

function quote(name: string): string {
  return JSON.stringify(name);
}
