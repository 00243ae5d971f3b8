/** What people do in the emulated server: run commands, complete, press buttons, write, reply, open threads. */
import type { Gateway } from "./gateway.ts";
import { directChannel } from "./rest.ts";
import type { Modal } from "./schema.ts";
import { FLAGS, type Interaction, type State, type StoredMessage, type User } from "./state.ts";
import { wireChannel, wireMember, wireMessage } from "./wire.ts";

interface Where {
  /** Default: the first channel. "direct" = the direct messages with the bot. */
  readonly channelId?: string;
  /** The client's language: "en-US", "zh-CN". */
  readonly locale?: string;
  /** Who does it; default Ada. */
  readonly user?: User;
}

interface InteractionHandle {
  readonly interaction: Readonly<Interaction>;
  /** The finished answer, whether at once, deferred or a private follow-up is told by `isEphemeral`. */
  answer(): Promise<StoredMessage>;
  acknowledged(): Promise<NonNullable<Interaction["acknowledged"]>>;
  /** The modal it was answered with. */
  modal(): Promise<Modal>;
  /** From now on Discord knows it no more (3 s without a response), or its token is no longer good (15 min). */
  expire(gone: NonNullable<Interaction["gone"]>): void;
}

export interface People {
  sendCommand(name: string, options?: Readonly<Record<string, string>>, where?: Where): InteractionHandle;
  autocomplete(
    name: string,
    option: string,
    typed: string,
    options?: Readonly<Record<string, string>>,
    where?: Where,
  ): Promise<readonly string[]>;
  /** Presses the button with this label. */
  pressButton(message: StoredMessage, label: string, where?: Where): InteractionHandle;
  /** Sends a modal with what a person left in its fields: texts as they are, choices by their label; the rest as it was shown. */
  submitModal(modal: Modal, filling?: Readonly<Record<string, string | readonly string[]>>, where?: Where): InteractionHandle;
  /** "@Shopbell words" in a channel; gives the message's id. */
  sendMention(words: string, channelId?: string): string;
  sendDirectMessage(words: string): string;
  /** Writes in a channel or thread without naming the bot. */
  sendMessage(words: string, channelId?: string): string;
  reply(to: StoredMessage, words: string): string;
  /** Begins a thread at a message; gives its channel. */
  startThread(at: StoredMessage): string;
}

const ASKER: User = { id: "900000000000000001", username: "ada", global_name: "Ada", discriminator: "0", avatar: null };

export function createPeople(state: State, gateway: Gateway, generalId: string): People {
  const channelOf = (id: string | undefined) => {
    const channel = id === "direct" ? directChannel(state) : state.channels.get(id ?? generalId);
    if (channel === undefined) throw new Error(`No channel ${id}`);
    return channel;
  };

  function interact(type: number, data: object, where: Where = {}, extra: object = {}): InteractionHandle {
    const channel = channelOf(where.channelId);
    const id = state.nextId();
    const interaction: Interaction = {
      id,
      token: `interaction-token-${id}`,
      channelId: channel.id,
      acknowledged: null,
      originalId: null,
      gone: null,
      choices: null,
      modal: null,
    };
    state.interactions.set(interaction.token, interaction);
    const { user = ASKER } = where;
    const who = channel.kind === "direct" ? { user } : { guild_id: state.guildId, member: wireMember(user) };
    const before = new Set(state.messages);
    gateway.dispatch("INTERACTION_CREATE", {
      id,
      application_id: state.applicationId,
      type,
      data,
      token: interaction.token,
      version: 1,
      channel: wireChannel(state, channel),
      channel_id: channel.id,
      app_permissions: "0",
      locale: where.locale ?? "en-US",
      entitlements: [],
      authorizing_integration_owners: {},
      context: channel.kind === "direct" ? 1 : 0,
      attachment_size_limit: 10 * 1024 * 1024,
      ...who,
      ...extra,
    });
    return {
      interaction,
      answer: () =>
        state.until(() =>
          state.messages.find(
            (message) =>
              !before.has(message) &&
              message.author.id === state.bot.id &&
              message.channel_id === channel.id &&
              (message.flags & FLAGS.loading) === 0,
          ),
        ),
      modal: () => state.until(() => interaction.modal ?? undefined),
      acknowledged: () => state.until(() => interaction.acknowledged ?? undefined),
      expire: (gone) => {
        interaction.gone = gone;
      },
    };
  }

  function commandData(name: string, options: Readonly<Record<string, string>>, focused: string | null): object {
    const command = [...state.commands.values()].flat().find((each) => each.name === name);
    if (command === undefined) throw new Error(`/${name} is not registered`);
    const unknown = Object.keys(options).filter((option) => !command.options.some((each) => each.name === option));
    if (unknown.length > 0) throw new Error(`/${name} has no option ${unknown.join(", ")}`);
    const values = Object.entries(options).map(([option, value]) => ({
      name: option,
      type: 3,
      value,
      ...(option === focused ? { focused: true } : {}),
    }));
    return { id: "1", name, type: 1, options: values };
  }

  function write(words: string, channelId: string | undefined, replyTo: string | null): string {
    const channel = channelOf(channelId);
    const message: StoredMessage = {
      id: state.nextId(),
      channel_id: channel.id,
      author: ASKER,
      content: words,
      embeds: [],
      components: [],
      attachments: [],
      flags: 0,
      allowed_mentions: null,
      nonce: null,
      createdAtMs: state.nowMs(),
      replyTo,
      edits: 0,
    };
    state.messages.push(message);
    const wire = wireMessage(state, message);
    const mentionsBot = Array.isArray(wire.mentions) && wire.mentions.length > 0;
    const visible = channel.kind === "direct" || mentionsBot || gateway.sees("messageContent");
    const member = channel.kind === "direct" ? {} : { member: { ...wireMember(ASKER), user: undefined } };
    gateway.dispatch("MESSAGE_CREATE", { ...wire, ...member, content: visible ? words : "" });
    return message.id;
  }

  return {
    sendCommand: (name, options = {}, where) => interact(2, commandData(name, options, null), where),
    async autocomplete(name, option, typed, options = {}, where) {
      const { interaction } = interact(4, commandData(name, { ...options, [option]: typed }, option), where);
      return state.until(() => interaction.choices ?? undefined);
    },
    pressButton(message, label, where = {}) {
      const button = message.components.flatMap((row) => row.components).find((each) => each.label === label);
      if (button === undefined) throw new Error(`No button "${label}"`);
      return interact(
        3,
        { custom_id: button.custom_id, component_type: 2 },
        { ...where, channelId: message.channel_id },
        { message: wireMessage(state, message) },
      );
    },
    submitModal(modal, filling = {}, where) {
      const components = modal.components.map(({ component }, at) => {
        const { type, custom_id } = component;
        const filled = filling[custom_id];
        if (component.type === 4)
          return { type: 18, id: at, component: { type, id: at, custom_id, value: filled ?? component.value ?? "" } };
        const labels = typeof filled === "string" ? [filled] : filled;
        const chosen = component.options.filter((option) => labels?.includes(option.label) ?? option.default);
        return { type: 18, id: at, component: { type, id: at, custom_id, values: chosen.map(({ value }) => value) } };
      });
      return interact(5, { custom_id: modal.custom_id, components }, where);
    },
    sendMention: (words, channelId) => write(`<@${state.bot.id}> ${words}`, channelId, null),
    sendDirectMessage: (words) => write(words, "direct", null),
    sendMessage: (words, channelId) => write(words, channelId, null),
    reply: (to, words) => write(words, to.channel_id, to.id),
    startThread(at) {
      const thread = { id: at.id, name: "thread", kind: "thread" as const, parentId: at.channel_id };
      state.channels.set(thread.id, thread);
      gateway.dispatch("THREAD_CREATE", { ...wireChannel(state, thread), newly_created: true });
      return thread.id;
    },
  };
}
