/** The likeliest cause of an alert, as far as the numbers tell. */
import type { EffectName } from "../explain/explanation.ts";

export interface AlertCause {
  /** A campaign that had ended shortly before it began: less than in the campaign is no failure. */
  readonly endedCampaign: string | null;
  /** A feed of the same shop that is silent: the numbers may be missing, not the sales. */
  readonly silentSource: string | null;
  /** The channel most of it lies in, and its share of the change. */
  readonly channel: { readonly name: string; readonly share: number } | null;
  /** The factor that moved most against the same hours a week before, and its share of the change. */
  readonly factor: { readonly name: EffectName; readonly share: number } | null;
}
