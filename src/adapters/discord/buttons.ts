/**
 * Buttons carry words in their custom_id. Words too long for it are kept in the store under a token: a hash of the words,
 * so that the same button made twice needs one row, and a button works after a restart.
 */

import { createHash } from "node:crypto";
import { type APIActionRowComponent, type APIButtonComponentWithCustomId, ButtonStyle, ComponentType } from "discord.js";
import type { Action } from "../../core/messages/message.ts";
import { cutText } from "../../core/messages/plain-text.ts";
import { cleanLine, encodePlain } from "./escape.ts";
import { LIMITS } from "./limits.ts";

const INLINE = "w:";
const KEPT = "t:";

export interface RenderedButtons {
  readonly rows: readonly APIActionRowComponent<APIButtonComponentWithCustomId>[];
  /** Words to keep in the store before the message is sent, by token. */
  readonly kept: ReadonlyMap<string, string>;
}

/** The first 25 buttons with something to show; a second button with the same words is left out (Discord refuses it). */
export function renderButtons(actions: readonly Action[]): RenderedButtons {
  const kept = new Map<string, string>();
  const buttons = new Map<string, APIButtonComponentWithCustomId>();
  for (const action of actions) {
    const label = cutText(encodePlain(cleanLine(action.label) || cleanLine(action.words)), LIMITS.buttonLabelChars);
    if (label === "") continue;
    const { customId, token } = nameButton(action.words);
    if (buttons.has(customId)) continue;
    if (buttons.size === LIMITS.buttonRows * LIMITS.buttonsPerRow) break;
    if (token !== null) kept.set(token, action.words);
    const style = action.style === "primary" ? ButtonStyle.Primary : ButtonStyle.Secondary;
    buttons.set(customId, { type: ComponentType.Button, style, label, custom_id: customId });
  }
  return { rows: inRows([...buttons.values()]), kept };
}

/** What a pressed button says: its words, or the token they are kept under; null for a button that is not ours. */
export function readCustomId(customId: string): { readonly words: string } | { readonly token: string } | null {
  if (customId.startsWith(INLINE)) return { words: customId.slice(INLINE.length) };
  if (customId.startsWith(KEPT)) return { token: customId.slice(KEPT.length) };
  return null;
}

function nameButton(words: string): { customId: string; token: string | null } {
  const inline = INLINE + words;
  // Odd text would not come back as it went: it is kept, too.
  if (inline.length <= LIMITS.customIdChars && cleanLine(words) === words) return { customId: inline, token: null };
  const token = createHash("sha256").update(words).digest("base64url");
  return { customId: KEPT + token, token };
}

function inRows(buttons: readonly APIButtonComponentWithCustomId[]): APIActionRowComponent<APIButtonComponentWithCustomId>[] {
  const rows: APIActionRowComponent<APIButtonComponentWithCustomId>[] = [];
  for (let at = 0; at < buttons.length; at += LIMITS.buttonsPerRow) {
    rows.push({ type: ComponentType.ActionRow, components: buttons.slice(at, at + LIMITS.buttonsPerRow) });
  }
  return rows;
}
