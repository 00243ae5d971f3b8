/**
 * Says things over Discord's REST interface. discord.js' REST client obeys 429 and repeats 5xx and time-outs by itself;
 * everything here that can be repeated without doing it twice is repeated after a lost connection, too.
 */
import { createHash } from "node:crypto";
import {
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  MessageFlags,
  type RawFile,
  type REST,
  Routes,
} from "discord.js";
import { z } from "zod";
import { isAlreadyAcknowledged, isLostConnection, isUnknownMessage } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import type { RenderedDiscordMessage } from "./render.ts";

/** What an interaction is answered with; the token is good for 15 minutes. */
export interface InteractionKey {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
}

export interface Poster {
  /** The interaction's first response. Resolves to the message's id. Where an earlier try did arrive, edits that one. */
  respond(key: InteractionKey, message: RenderedDiscordMessage, options: { readonly ephemeral: boolean }): Promise<string>;
  /** "Thinking …", seen by everybody. Fine where an earlier try did arrive. */
  defer(key: InteractionKey): Promise<void>;
  editOriginal(key: InteractionKey, message: RenderedDiscordMessage): Promise<string>;
  /** Fine where it is gone already. */
  deleteOriginal(key: InteractionKey): Promise<void>;
  /** Only the asker sees it. */
  followUpPrivately(key: InteractionKey, message: RenderedDiscordMessage): Promise<string>;
  /** Opens it before the person's eyes; only as the first response. */
  showModal(key: InteractionKey, modal: APIModalInteractionResponseCallbackData): Promise<void>;
  offerChoices(key: InteractionKey, choices: readonly string[]): Promise<void>;
  /** The same `postKey` within a few minutes is the same message: Discord returns the earlier one. */
  post(
    channelId: string,
    message: RenderedDiscordMessage,
    options: { readonly postKey: string; readonly replyTo: string | null },
  ): Promise<string>;
  postPrivately(userId: string, message: RenderedDiscordMessage, options: { readonly postKey: string }): Promise<string>;
  showTyping(channelId: string): Promise<void>;
}

const Created = z.object({ id: z.string() });
const CallbackDone = z.object({ resource: z.object({ message: Created }) });
const ORIGINAL = "@original";
const TRIES = 3;

export function createPoster(rest: REST): Poster {
  const callback = (key: InteractionKey, body: object, files: RawFile[], query: Record<string, string> = {}) =>
    repeat(() => rest.post(Routes.interactionCallback(key.id, key.token), { body, files, auth: false, query: new URLSearchParams(query) }));
  const original = (key: InteractionKey) => Routes.webhookMessage(key.applicationId, key.token, ORIGINAL);

  const poster: Poster = {
    async respond(key, message, { ephemeral }) {
      const { body, files } = toRequest(message);
      const data = ephemeral ? { ...body, flags: MessageFlags.Ephemeral } : body;
      try {
        const done = await callback(key, { type: InteractionResponseType.ChannelMessageWithSource, data }, files, {
          with_response: "true",
        });
        return CallbackDone.parse(done).resource.message.id;
      } catch (error) {
        if (isAlreadyAcknowledged(error)) return poster.editOriginal(key, message);
        throw error;
      }
    },
    async defer(key) {
      try {
        await callback(key, { type: InteractionResponseType.DeferredChannelMessageWithSource }, []);
      } catch (error) {
        if (!isAlreadyAcknowledged(error)) throw error;
      }
    },
    async editOriginal(key, message) {
      const { body, files } = toRequest(message);
      return Created.parse(await repeat(() => rest.patch(original(key), { body, files, auth: false }))).id;
    },
    async deleteOriginal(key) {
      try {
        await repeat(() => rest.delete(original(key), { auth: false }));
      } catch (error) {
        if (!isUnknownMessage(error)) throw error;
      }
    },
    async followUpPrivately(key, message) {
      // Not repeated here: follow-ups know no nonce, and a second one would stay.
      const { body, files } = toRequest(message);
      const route = Routes.webhook(key.applicationId, key.token);
      const query = new URLSearchParams({ wait: "true" });
      return Created.parse(await rest.post(route, { body: { ...body, flags: MessageFlags.Ephemeral }, files, auth: false, query })).id;
    },
    async showModal(key, modal) {
      try {
        await callback(key, { type: InteractionResponseType.Modal, data: modal }, []);
      } catch (error) {
        if (!isAlreadyAcknowledged(error)) throw error;
      }
    },
    async offerChoices(key, choices) {
      const data = { choices: choices.map((value) => ({ name: value, value })) };
      await callback(key, { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data }, []);
    },
    async post(channelId, message, { postKey, replyTo }) {
      const { body, files } = toRequest(message);
      // A question deleted meanwhile does not stop its answer.
      const reference = replyTo === null ? {} : { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
      const once = { nonce: nonceOf(postKey), enforce_nonce: true };
      return Created.parse(
        await repeat(() => rest.post(Routes.channelMessages(channelId), { body: { ...body, ...reference, ...once }, files })),
      ).id;
    },
    async postPrivately(userId, message, { postKey }) {
      const channel = Created.parse(await repeat(() => rest.post(Routes.userChannels(), { body: { recipient_id: userId } })));
      return poster.post(channel.id, message, { postKey, replyTo: null });
    },
    async showTyping(channelId) {
      await rest.post(Routes.channelTyping(channelId));
    },
  };
  return poster;
}

/** A hash, so that two keys differ in it and it fits into Discord's 25 characters (contract 7). */
export function nonceOf(postKey: string): string {
  return createHash("sha256").update(postKey).digest("base64url").slice(0, LIMITS.nonceChars);
}

export function toRequest(message: RenderedDiscordMessage): { body: Record<string, unknown>; files: RawFile[] } {
  const attachments = message.files.map(({ name, description }, id) =>
    description === "" ? { id, filename: name } : { id, filename: name, description },
  );
  return {
    body: {
      content: message.content,
      embeds: message.embeds,
      components: message.components,
      attachments,
      // Nobody is ever mentioned: not by data, and the asker knows.
      allowed_mentions: { parse: [], replied_user: false },
    },
    files: message.files.map(({ name, bytes }) => ({ name, data: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) })),
  };
}

async function repeat<T>(request: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await request();
    } catch (error) {
      if (tries === TRIES || !isLostConnection(error)) throw error;
    }
  }
}
