/** Reads a webhook's amounts and times: as files are read, with problems named by field. */
import { currencyDigits } from "../../core/money.ts";
import type { Shop } from "../../core/shop.ts";
import type { ItemProblem } from "../../ports/intake.ts";
import { describeFault } from "../intake-error.ts";
import { createCustomerHasher } from "../readers/customer-hasher.ts";
import { createMoneyReader } from "../readers/money-reader.ts";
import { createTally } from "../readers/tally.ts";
import type { Moment } from "../readers/time-reader.ts";
import { createTimeReader } from "../readers/time-reader.ts";

export interface PayloadReader {
  readonly shop: Shop;
  readonly problems: ItemProblem[];
  /** 0 for an absent amount. A bad one is noted and counts as 0. */
  amount(field: string, text: string | number | null | undefined): number;
  product(field: string, price: string | number | null | undefined, quantity: number): number;
  /** Null, noted, where there is no such time. */
  time(field: string, text: string | null | undefined): Moment | null;
  /** The first id that is one. */
  customer(...ids: readonly (string | number | null | undefined)[]): string | null;
  checkCurrency(code: string): void;
}

export function createPayloadReader(shop: Shop): PayloadReader {
  const tally = createTally();
  const money = createMoneyReader(currencyDigits(shop.currency), tally);
  const times = createTimeReader(shop.zone, tally);
  const hashCustomer = createCustomerHasher(shop.id);
  const problems: ItemProblem[] = [];

  function note(field: string, problem: string): void {
    problems.push({ index: 0, field, problem });
  }

  function product(field: string, price: string | number | null | undefined, quantity: number): number {
    const text = String(price ?? "");
    if (text === "") return 0;
    const minor = money.product(text, quantity);
    if (typeof minor === "number") return minor;
    note(field, describeFault(text, minor));
    return 0;
  }

  return {
    shop,
    problems,
    amount: (field, text) => product(field, text, 1),
    product,
    time(field, text) {
      const moment = times.read(text ?? "");
      if (!("expected" in moment)) return moment;
      note(field, describeFault(text ?? "", moment));
      return null;
    },
    customer: (...ids) => hashCustomer(String(ids.find((id) => id !== null && id !== undefined && id !== "" && id !== 0) ?? "")),
    checkCurrency(code) {
      if (code.toUpperCase() !== shop.currency)
        note("currency", describeFault(code, { expected: `${shop.currency}, the shop's currency` }));
    },
  };
}
