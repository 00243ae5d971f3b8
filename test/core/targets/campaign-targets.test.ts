import { describe, expect, it } from "vitest";
import { campaignTargets } from "../../../src/core/targets/campaign-targets.ts";
import { campaign, phase } from "../../contracts/campaign-fixture.ts";
import { SHOP } from "../../contracts/store-fixture.ts";

const MAIN = phase("main", "2026-11-09", "2026-11-11 24:00");

describe("what a campaign is held to", () => {
  it("is a target of its days", () => {
    const held = campaign({ shopIds: [SHOP.id], channels: [], phases: [MAIN], targets: { sales: 500_000, conversion: 0.04 } });
    const days = { shopId: SHOP.id, channel: "", fromDay: "2026-11-09", toDay: "2026-11-12" };
    expect(campaignTargets([held], SHOP)).toEqual([
      { ...days, metric: "sales", value: 500_000 },
      { ...days, metric: "conversion", value: 0.04 },
    ]);
  });

  it("is none of a part of the shop, of several shops, of parts of days, or of what is cancelled", () => {
    const whole = { shopIds: [SHOP.id] as const, channels: [], phases: [MAIN], targets: { sales: 1 } };
    const others = [
      campaign({ ...whole, channels: ["email"] }),
      campaign({ ...whole, shopIds: [SHOP.id, "rugs"] }),
      campaign({ ...whole, phases: [phase("main", "2026-11-09", "2026-11-11 20:00")] }),
      campaign({ ...whole, state: "cancelled" }),
    ];
    expect(campaignTargets(others, SHOP)).toEqual([]);
  });
});
