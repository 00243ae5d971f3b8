/** Whatever kind of channel it is; the last lets us read the metadata of messages. */
const HISTORY = ["channels:history", "groups:history", "im:history", "mpim:history", "metadata.message:read"] as const;

/**
 * Every Web API method the adapter calls: the bot scopes it needs, and whether it may simply be called again when nobody
 * knows if the first call arrived. The manifest's scopes come from here, so they cannot drift from the code.
 */
export const METHODS = {
  "auth.test": { scopes: [], repeatable: true },
  "chat.postMessage": { scopes: ["chat:write"], repeatable: false },
  "chat.postEphemeral": { scopes: ["chat:write"], repeatable: false },
  "chat.update": { scopes: ["chat:write"], repeatable: true },
  "chat.delete": { scopes: ["chat:write"], repeatable: true },
  // The key of a post of ours is in its metadata; without that scope Slack might leave it out, and we would post again.
  "conversations.history": { scopes: HISTORY, repeatable: true },
  "conversations.replies": { scopes: HISTORY, repeatable: true },
  "conversations.open": { scopes: ["im:write"], repeatable: true },
  "files.getUploadURLExternal": { scopes: ["files:write"], repeatable: true },
  "files.completeUploadExternal": { scopes: ["files:write"], repeatable: false },
  "users.info": { scopes: ["users:read"], repeatable: true },
  /** A trigger opens one modal. */
  "views.open": { scopes: [], repeatable: false },
  /** Needs no scope but the App Home switched on. */
  "views.publish": { scopes: [], repeatable: true },
} as const satisfies Readonly<Record<string, { readonly scopes: readonly string[]; readonly repeatable: boolean }>>;

export type SlackMethod = keyof typeof METHODS;

/** Every event the adapter listens to, and the bot scopes Slack wants for it. */
export const EVENTS = {
  app_home_opened: [],
  app_mention: ["app_mentions:read"],
  "message.im": ["im:history"],
  // Replies in threads of ours; what is said elsewhere arrives too and is dropped unread.
  "message.channels": ["channels:history"],
  "message.groups": ["groups:history"],
  "message.mpim": ["mpim:history"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
