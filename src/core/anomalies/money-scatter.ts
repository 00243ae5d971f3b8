/** How single orders, clicks and refunds scatter: money comes in lumps, and a few of them are huge. */
import { KINDS, type Scatter } from "./families.ts";
import type { HourRecord } from "./hour-record.ts";
import { LargestLump } from "./largest-lump.ts";
import { RunningRatio } from "./running-ratio.ts";
import { type ShopForecast, sumOf } from "./shop-model.ts";

const FEW_SESSIONS = 10;

export class MoneyScatter {
  /** The largest hours seen so far. */
  readonly largest = { value: new LargestLump(), returns: new LargestLump() };
  private readonly orders = new RunningRatio(0.6, 50);
  private readonly cost = new RunningRatio(0.6, 50);
  /** Variance over mean of an hour's refunds, in orders: they come in batches, and now and then in one that is huge. */
  private readonly refundLump = new RunningRatio(1, 50);

  get scatter(): Scatter {
    return { orderValue: this.orders.value, cost: this.cost.value };
  }

  /** The mean square of an order over its mean: a sum of whole orders scatters like a count of these. */
  refundUnit({ orderValue }: ShopForecast): number {
    return Math.max(1 + this.orders.value, this.refundLump.value) * orderValue;
  }

  learn({ forecast, rows }: HourRecord): void {
    for (const { channel, orders, valueMinor, sessions, adSpendMinor } of rows.values()) {
      const due = forecast.channels.get(channel);
      if (due === undefined) continue;
      if (orders !== null && valueMinor !== null)
        this.orders.learn((valueMinor - orders * due.orderValue) ** 2, orders * due.orderValue ** 2);
      // Of many sessions the price of the hour tells: what that scatters is the windows' own dispersion, and is taken off.
      if (adSpendMinor === null || sessions === null || sessions > FEW_SESSIONS) continue;
      const { hour, day } = KINDS.roas.prior;
      const expected = sessions * due.cost;
      this.cost.learn((adSpendMinor - expected) ** 2 - (hour + day) * expected ** 2, expected * due.cost);
    }
  }

  /** Of an hour that is some days past, in an alarm or not. */
  learnLargest({ forecast, rows }: HourRecord): void {
    this.largest.returns.learn((sumOf([...rows.values()], "returnsMinor") ?? 0) - forecast.returns);
    for (const { channel, orders, valueMinor } of rows.values())
      this.largest.value.learn((valueMinor ?? 0) - (orders ?? 0) * (forecast.channels.get(channel)?.orderValue ?? 0));
  }

  learnRefunds({ returns, orderValue }: ShopForecast, returned: number): void {
    const ownVariance = Math.max(0, (returned - returns) ** 2 - KINDS.refund_rate.prior.hour * returns ** 2);
    this.refundLump.learn(ownVariance, returns * orderValue);
  }
}
