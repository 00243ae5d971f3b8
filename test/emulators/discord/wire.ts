/** The emulator's state in Discord's wire format. */
import type { Attachment, Channel, State, StoredMessage, User } from "./state.ts";

const EVERYTHING = String((1n << 50n) - 1n);

export function wireMessage(state: State, message: StoredMessage): Record<string, unknown> {
  const referenced = state.messages.find(({ id }) => id === message.replyTo);
  const inGuild = state.channels.get(message.channel_id)?.kind !== "direct";
  return {
    id: message.id,
    channel_id: message.channel_id,
    ...(inGuild ? { guild_id: state.guildId } : { channel_type: 1 }),
    author: message.author,
    content: message.content,
    timestamp: new Date(message.createdAtMs).toISOString(),
    edited_timestamp: message.edits > 0 ? "2026-11-21T12:00:01.000000+00:00" : null,
    tts: false,
    mention_everyone: false,
    mentions: mentionedIn(state, message, referenced),
    mention_roles: [],
    attachments: message.attachments.map(({ bytes: _, ...attachment }: Attachment) => attachment),
    embeds: message.embeds,
    components: message.components,
    pinned: false,
    type: message.replyTo === null ? 0 : 19,
    flags: message.flags,
    ...(message.replyTo === null ? {} : { message_reference: { type: 0, channel_id: message.channel_id, message_id: message.replyTo } }),
    ...(referenced === undefined ? {} : { referenced_message: wireMessage(state, { ...referenced, replyTo: null }) }),
  };
}

/** A reply pings the author of what it answers, as Discord's clients do unless told otherwise. */
function mentionedIn(state: State, message: StoredMessage, referenced: StoredMessage | undefined): User[] {
  const named = message.content.includes(`<@${state.bot.id}>`) || referenced?.author.id === state.bot.id;
  return named && message.author.id !== state.bot.id ? [state.bot] : [];
}

export function wireChannel(state: State, channel: Channel): Record<string, unknown> {
  if (channel.kind === "direct") return { id: channel.id, type: 1, recipients: [], last_message_id: null, flags: 0 };
  const shared = { id: channel.id, guild_id: state.guildId, name: channel.name, permissions: EVERYTHING, flags: 0 };
  if (channel.kind === "text") return { ...shared, type: 0, position: 0, permission_overwrites: [], nsfw: false, parent_id: null };
  const thread_metadata = {
    archived: false,
    auto_archive_duration: 1440,
    archive_timestamp: "2026-11-21T12:00:00.000000+00:00",
    locked: false,
  };
  return { ...shared, type: 11, parent_id: channel.parentId, owner_id: state.bot.id, thread_metadata, message_count: 0, member_count: 1 };
}

export function wireGuild(state: State): Record<string, unknown> {
  const channels = [...state.channels.values()];
  return {
    id: state.guildId,
    name: "Shop",
    owner_id: "1",
    preferred_locale: "en-US",
    premium_tier: 0,
    nsfw_level: 0,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    features: [],
    emojis: [],
    stickers: [],
    system_channel_flags: 0,
    joined_at: "2026-01-01T00:00:00.000000+00:00",
    large: false,
    unavailable: false,
    member_count: 2,
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    roles: [
      {
        id: state.guildId,
        name: "@everyone",
        permissions: EVERYTHING,
        color: 0,
        colors: { primary_color: 0 },
        hoist: false,
        position: 0,
        managed: false,
        mentionable: false,
        flags: 0,
      },
    ],
    members: [wireMember(state.bot)],
    channels: channels.filter(({ kind }) => kind === "text").map((channel) => wireChannel(state, channel)),
    threads: channels.filter(({ kind }) => kind === "thread").map((channel) => wireChannel(state, channel)),
  };
}

export function wireMember(user: User): Record<string, unknown> {
  return {
    user,
    nick: null,
    roles: [],
    joined_at: "2026-01-01T00:00:00.000000+00:00",
    deaf: false,
    mute: false,
    flags: 0,
    permissions: EVERYTHING,
  };
}
