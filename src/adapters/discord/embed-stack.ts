/**
 * Puts blocks into embeds in reading order. Inside one embed Discord always shows description, fields, picture, footer
 * in that order: a block whose place is already behind opens the next embed. Holds every limit of embeds.
 */
import type { APIEmbed, APIEmbedField } from "discord.js";
import { LIMITS } from "./limits.ts";

interface Draft {
  title?: string;
  description?: string;
  fields: APIEmbedField[];
  image?: { url: string };
  footer?: { text: string };
}

type Slot = "description" | "field" | "image";

/** Text or a table: something that can be drawn in as many characters as there are. */
export interface Body {
  /** Markdown, one line; "" for none. */
  readonly caption: string;
  /** Null where nothing sensible fits into `limit` characters. Cut visibly where not all of it does. */
  draw(limit: number): string | null;
}

/** Less room than this is left empty. */
const SHORTEST_BODY_CHARS = 12;

/** A name for a field that has none: Discord refuses empty ones. */
export const NO_NAME = "\u200B";

export class EmbedStack {
  readonly #drafts: Draft[] = [];
  readonly #color: number;
  #remainingChars: number;

  /** `reservedChars` of the message's total are kept for the footer. */
  constructor(color: number, reservedChars: number) {
    this.#color = color;
    this.#remainingChars = LIMITS.embedsTotalChars - reservedChars;
  }

  /** All `add…` answer whether there was room. */
  addTitle(title: string): boolean {
    if (title.length > this.#remainingChars || this.#isFull) return false;
    this.#drafts.push({ title, fields: [] });
    this.#remainingChars -= title.length;
    return true;
  }

  addField(field: APIEmbedField): boolean {
    const length = field.name.length + field.value.length;
    if (length > this.#remainingChars || (this.#open("field") === null && this.#isFull)) return false;
    (this.#open("field") ?? this.#begin()).fields.push(field);
    this.#remainingChars -= length;
    return true;
  }

  addImage(url: string): boolean {
    if (this.#open("image") === null && this.#isFull) return false;
    (this.#open("image") ?? this.#begin()).image = { url };
    return true;
  }

  /** Whole in the embed at hand where it fits there, else at the head of a new one, cut to what is left. */
  addBody(body: Body): boolean {
    const heading = body.caption === "" ? "" : `**${body.caption}**\n`;
    const here = this.#open("description");
    const hereRoom = here === null ? 0 : LIMITS.embedDescriptionChars - (here.description?.length ?? 0) - 1 - heading.length;
    const name = body.caption.length > LIMITS.fieldNameChars || body.caption === "" ? NO_NAME : body.caption;
    const fieldRoom = this.#open("field") === null ? 0 : Math.min(LIMITS.fieldValueChars, this.#remainingChars - name.length);
    const leftRoom = this.#remainingChars - heading.length - 1;
    // To draw is what costs: not for a message that is full.
    if (leftRoom < SHORTEST_BODY_CHARS) return false;
    const whole = body.draw(Number.MAX_SAFE_INTEGER);
    if (whole === null) return false;

    if (here !== null && whole.length <= Math.min(hereRoom, leftRoom)) return this.#describe(here, heading + whole);
    if (here === null && whole.length <= fieldRoom) return this.addField({ name, value: whole });
    const cut = body.draw(Math.min(leftRoom, this.#isFull ? hereRoom : LIMITS.embedDescriptionChars - heading.length));
    if (cut === null || cut === "") return false;
    return this.#describe(this.#isFull && here !== null ? here : this.#begin(), heading + cut);
  }

  /** So that there is one to carry the footer. */
  beginFirst(): void {
    if (this.#drafts.length === 0) this.#begin();
  }

  /** The reserved characters are for this. False where there is no embed to carry it. */
  setFooter(text: string): boolean {
    const last = this.#drafts.at(-1);
    if (last === undefined) return false;
    last.footer = { text };
    return true;
  }

  embeds(): APIEmbed[] {
    return this.#drafts.map(({ fields, ...rest }) => ({ ...rest, color: this.#color, ...(fields.length > 0 ? { fields } : {}) }));
  }

  get #isFull(): boolean {
    return this.#drafts.length === LIMITS.embeds;
  }

  /** The last embed, where this slot still comes last in its reading order. */
  #open(slot: Slot): Draft | null {
    const last = this.#drafts.at(-1);
    if (last === undefined || last.image !== undefined) return null;
    if (slot === "description" && last.fields.length > 0) return null;
    if (slot === "field" && last.fields.length === LIMITS.embedFields) return null;
    return last;
  }

  #begin(): Draft {
    const draft: Draft = { fields: [] };
    this.#drafts.push(draft);
    return draft;
  }

  #describe(draft: Draft, text: string): true {
    const added = draft.description === undefined ? text : `\n${text}`;
    draft.description = (draft.description ?? "") + added;
    this.#remainingChars -= added.length;
    return true;
  }
}
