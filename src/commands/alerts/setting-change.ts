/** What the parts of a channel's settings have in common. */
import type { PlacedAlertPlace } from "../../ports/alerts.ts";

/** What becomes of the settings, and what is said; or what was not understood, with lines that work. */
export type SettingChange =
  | {
      readonly place: PlacedAlertPlace;
      readonly text: string;
      readonly undo?: string;
    }
  | { readonly problem: string; readonly suggestions: readonly string[] };

/** Said in place of a value, to take it back. */
export const OFF_WORDS = /^(?:off|none|never|关闭|取消|无)$/iu;
