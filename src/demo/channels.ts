/** Where the shop sells, and how people behave there. */

export type Device = "mobile" | "desktop";

export interface DemoChannel {
  readonly name: "organic" | "paid" | "email" | "social" | "marketplace" | "pos";
  /** Share of buyers without an identity, and of the others those who have bought before. */
  readonly guests: number;
  readonly returning: number;
}

/** A channel of the shop's own site: visits, some of which buy. */
export interface OnlineChannel extends DemoChannel {
  /** Share of the site's visits. */
  readonly share: number;
  readonly mobile: number;
  /** Orders per visit over both devices, on a usual day. */
  readonly conversion: number;
  /** What a visit costs in advertising, in cents; 0 = nothing. */
  readonly costPerVisitMinor: number;
}

/** A channel of others, or of brick: orders that no visit of the site explains. */
export interface OtherChannel extends DemoChannel {
  /** Share of the shop's usual orders. */
  readonly share: number;
}

export const ONLINE_CHANNELS: readonly OnlineChannel[] = [
  { name: "organic", guests: 0.12, returning: 0.5, share: 0.46, mobile: 0.62, conversion: 0.028, costPerVisitMinor: 0 },
  { name: "paid", guests: 0.14, returning: 0.25, share: 0.29, mobile: 0.72, conversion: 0.024, costPerVisitMinor: 42 },
  { name: "email", guests: 0.03, returning: 0.88, share: 0.09, mobile: 0.55, conversion: 0.042, costPerVisitMinor: 0 },
  { name: "social", guests: 0.16, returning: 0.2, share: 0.16, mobile: 0.9, conversion: 0.014, costPerVisitMinor: 24 },
];

export const MARKETPLACE: OtherChannel = { name: "marketplace", guests: 0.25, returning: 0.25, share: 0.12 };
export const POS: OtherChannel = { name: "pos", guests: 0.55, returning: 0.45, share: 0.1 };

/** People look on the phone and buy at the desk. */
export const DEVICE_CONVERSION: Readonly<Record<Device, number>> = { mobile: 0.86, desktop: 1.34 };
