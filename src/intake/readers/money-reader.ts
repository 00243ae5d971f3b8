/**
 * Decimal text to minor units, exactly: integers all the way, half-even where a source has more digits than the currency.
 *
 * The contract's form is a plain decimal ("1234.50"). Spreadsheets write others; those are read where they can mean one
 * thing only ("1.234,50", "1,234.50", "12,50") and refused where they could mean two ("1,234").
 */
import type { MinorUnits } from "../../core/money.ts";
import type { Fault } from "./fault.ts";
import type { Tally } from "./tally.ts";
import { MAX_DECIMALS } from "./tally.ts";

export interface MoneyReader {
  /** One amount, rounded once. Negative amounts are read too. */
  amount(text: string): MinorUnits | Fault;
  /** price x quantity, rounded once after multiplying. */
  product(price: string, quantity: number): MinorUnits | Fault;
}

interface Decimal {
  readonly coefficient: bigint;
  readonly scale: number;
}

const NOT_MONEY: Fault = { expected: "a decimal amount without currency sign, such as 1234.50" };
const TOO_LARGE: Fault = { expected: "an amount below ninety trillion" };

/** `digits` are the currency's decimals. A reader remembers which decimal mark its file uses: one reader a file. */
export function createMoneyReader(digits: number, tally: Tally): MoneyReader {
  let sawDecimalComma = false;
  let sawThreeDecimals = false;

  function parse(text: string): Decimal | Fault {
    const decimal = parseDecimal(text, digits);
    if (!("coefficient" in decimal)) return decimal;
    // "1.234" is a thousand in a file that writes "12,50", and a decimal in any other.
    if (decimal.mark === ",") sawDecimalComma = true;
    if (decimal.mark === "." && decimal.scale === 3 && !decimal.grouped) sawThreeDecimals = true;
    if (sawDecimalComma && sawThreeDecimals) {
      return { expected: "one decimal mark in the whole file: amounts such as 12,50 and 1.234 together leave open what the dot means" };
    }
    return decimal;
  }

  function round({ coefficient, scale }: Decimal): MinorUnits | Fault {
    if (scale <= digits) return toSafe(coefficient * 10n ** BigInt(digits - scale));
    const unit = 10n ** BigInt(scale - digits);
    const rounded = divideHalfEven(coefficient, unit);
    const moved = rounded * unit - coefficient;
    if (moved !== 0n) {
      tally.roundedLines++;
      tally.roundingMoved += moved * 10n ** BigInt(MAX_DECIMALS - scale);
    }
    return toSafe(rounded);
  }

  function product(price: string, quantity: number): MinorUnits | Fault {
    const minor = readPlain(price, digits);
    if (!Number.isNaN(minor)) {
      // Plus 0: no price times a negative quantity is 0, not -0.
      const gross = minor * quantity + 0;
      return Number.isSafeInteger(gross) ? gross : TOO_LARGE;
    }
    const decimal = parse(price);
    if (!("coefficient" in decimal)) return decimal;
    return round({ coefficient: decimal.coefficient * BigInt(quantity), scale: decimal.scale });
  }

  return { amount: (text) => product(text, 1), product };
}

/** The fast path, nearly every amount of nearly every file: `-?digits[.digits]` that need no rounding. NaN for anything else. */
function readPlain(text: string, digits: number): number {
  const negative = text.charCodeAt(0) === 45;
  let index = negative ? 1 : 0;
  const { length } = text;
  // 15 digits stay below 2^53.
  if (length === index || length > 15) return Number.NaN;
  let value = 0;
  let decimals = -1;
  for (; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) {
      value = value * 10 + (code - 48);
      if (decimals >= 0 && ++decimals > digits) return Number.NaN;
    } else if (code === 46 && decimals < 0 && index > (negative ? 1 : 0) && index < length - 1) {
      decimals = 0;
    } else {
      return Number.NaN;
    }
  }
  for (let place = Math.max(decimals, 0); place < digits; place++) value *= 10;
  return negative ? 0 - value : value;
}

interface ParsedDecimal extends Decimal {
  /** The decimal mark, "" for none. */
  readonly mark: "." | "," | "";
  readonly grouped: boolean;
}

function parseDecimal(text: string, digits: number): ParsedDecimal | Fault {
  const shape = /^([+-]?)(\d[\d.,'’  \u202f]*|[.,]\d+)$/u.exec(text.trim());
  const [, sign = "", body = ""] = shape ?? [];
  if (!shape || text.length > 40) return NOT_MONEY;
  const mark = decimalMarkOf(body, digits);
  if (typeof mark !== "string") return mark;
  const at = mark === "" ? body.length : body.lastIndexOf(mark);
  const whole = body.slice(0, at);
  const fraction = body.slice(at + 1);
  const grouped = /\D/.test(whole);
  if ((grouped && !/^\d{1,3}(?:([.,'’  \u202f])\d{3})(?:\1\d{3})*$/u.test(whole)) || !/^\d*$/.test(fraction)) return NOT_MONEY;
  if (fraction.length > MAX_DECIMALS) return { expected: `at most ${MAX_DECIMALS} decimals` };
  const magnitude = BigInt(whole.replace(/\D/g, "") + fraction);
  return { coefficient: sign === "-" ? -magnitude : magnitude, scale: fraction.length, mark, grouped };
}

/** Which mark separates the decimals; a fault where the text can mean two numbers. */
function decimalMarkOf(body: string, digits: number): "." | "," | "" | Fault {
  const dots = body.split(".").length - 1;
  const commas = body.split(",").length - 1;
  if (dots > 0 && commas > 0) {
    // The last mark is the decimal one, and stands once: "1.234,50" and "1,234.50".
    const mark = body.lastIndexOf(".") > body.lastIndexOf(",") ? "." : ",";
    return (mark === "." ? dots : commas) === 1 ? mark : NOT_MONEY;
  }
  if (dots > 1 || commas > 1) return "";
  const mark = dots === 1 ? "." : commas === 1 ? "," : "";
  if (mark === "") return "";
  const looksGrouped = /^[1-9]\d{0,2}[.,]\d{3}$/.test(body);
  if (!looksGrouped) return mark;
  const [whole, rest] = body.split(mark);
  const ambiguous: Fault = { expected: `${whole}${rest} or ${whole}.${rest}: this could mean either` };
  // No currency without minor units is priced in thousandths; for the others the contract's decimal point settles the dot.
  if (digits === 0) return mark === "," ? "" : ambiguous;
  return mark === "." ? "." : ambiguous;
}

function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  const twice = 2n * (remainder < 0n ? -remainder : remainder);
  if (twice < denominator || (twice === denominator && quotient % 2n === 0n)) return quotient;
  return numerator < 0n ? quotient - 1n : quotient + 1n;
}

function toSafe(value: bigint): MinorUnits | Fault {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : TOO_LARGE;
}
