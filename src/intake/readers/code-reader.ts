/** Discount codes as sources write them. */
import { joinCodes } from "../../core/discount-codes.ts";
import { cleanText } from "./clean-text.ts";

/** An order takes a handful; more are no codes. */
const MAX_CODES = 20;
const MAX_CODE_CHARS = 60;

/** Somebody's address as their personal code: no e-mail address is kept. */
const ADDRESS = /[^\s@]@[^\s@]/;
const PERSONAL = "PERSONAL";

/** Joined as facts hold them; "" without any. */
export function readCodes(codes: readonly (string | null | undefined)[]): string {
  if (codes.length === 0) return "";
  return joinCodes(codes.slice(0, MAX_CODES).map((code) => (ADDRESS.test(code ?? "") ? PERSONAL : cleanText(code ?? "", MAX_CODE_CHARS))));
}

/** A cell: codes separated by commas or semicolons, bare or as WooCommerce's exports have them ("code:SAVE10|amount:5.00"). */
export function readCodeCell(text: string): string {
  return text === "" ? "" : readCodes(text.split(/[,;]/).map((part) => /^\s*code:([^|]*)/i.exec(part)?.[1] ?? part));
}
