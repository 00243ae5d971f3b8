/** The payloads Slack delivers, in the shapes of its documentation. */
import type { Modal, SlackMessage, Workspace } from "./workspace.ts";

export type Payload = Readonly<Record<string, unknown>>;

export interface CommandInput {
  /** As typed: "/sales yesterday". */
  readonly text: string;
  readonly channel?: string;
  readonly user?: string;
}

export interface MessageInput {
  readonly text: string;
  readonly channel?: string;
  readonly user?: string;
  /** The thread's first message. */
  readonly threadTs?: string;
}

export const DEFAULT_USER = "U0ANN";
export const DEFAULT_CHANNEL = "C0SALES";

export function commandPayload(
  workspace: Workspace,
  { text, channel = DEFAULT_CHANNEL, user = DEFAULT_USER }: CommandInput,
  responseUrl: string,
): Payload {
  const [command = "", ...words] = text.split(" ");
  return {
    token: "verification",
    team_id: workspace.teamId,
    team_domain: "shop",
    channel_id: channel,
    channel_name: workspace.findChannel(channel)?.name ?? "privategroup",
    user_id: user,
    user_name: workspace.users.get(user)?.name.toLowerCase() ?? user,
    command,
    // As the manifest asks (should_escape): whom and what somebody picked from the list is told by id.
    text: escapeText(words.join(" "))
      .replace(/@(U0\w+)/g, (_, id: string) => `<@${id}|${workspace.users.get(id)?.name ?? id}>`)
      .replace(/#(C0\w+)/g, (_, id: string) => `<#${id}|${workspace.findChannel(id)?.name ?? ""}>`),
    api_app_id: workspace.appId,
    is_enterprise_install: "false",
    response_url: responseUrl,
    trigger_id: workspace.newTrigger(),
  };
}

export function eventPayload(workspace: Workspace, event: Payload): Payload {
  return {
    token: "verification",
    team_id: workspace.teamId,
    api_app_id: workspace.appId,
    event,
    type: "event_callback",
    event_id: workspace.nextId("Ev"),
    event_time: 1_795_000_000,
    authorizations: [
      { enterprise_id: null, team_id: workspace.teamId, user_id: workspace.botUserId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
  };
}

/** A message by a person, stored and as the event that tells of it. */
export function messageEvent(workspace: Workspace, message: SlackMessage): Payload {
  const isDirect = message.channel.startsWith("D");
  const parent = message.threadTs === null ? null : workspace.find(message.channel, message.threadTs);
  return {
    type: "message",
    channel: message.channel,
    user: message.user,
    text: message.text,
    ts: message.ts,
    event_ts: message.ts,
    team: workspace.teamId,
    channel_type: isDirect ? "im" : "channel",
    client_msg_id: `client-${message.ts}`,
    ...(message.threadTs === null ? {} : { thread_ts: message.threadTs, parent_user_id: parent?.user }),
  };
}

export function mentionEvent(workspace: Workspace, message: SlackMessage): Payload {
  const { channel_type: _channelType, client_msg_id: _clientId, parent_user_id: _parent, ...event } = messageEvent(workspace, message);
  return { ...event, type: "app_mention" };
}

export interface ButtonOn {
  readonly blocks: readonly Record<string, unknown>[];
  readonly container: { readonly type: "message"; readonly message: SlackMessage } | { readonly type: "view" };
}

/** `label` = the button's text. */
export function buttonPayload(workspace: Workspace, on: ButtonOn, label: string, user: string, responseUrl: string): Payload {
  const elements = on.blocks.flatMap((block) => (block.type === "actions" && Array.isArray(block.elements) ? block.elements : []));
  const button: Record<string, unknown> | undefined = elements.find((element) => element.text?.text === label);
  if (button === undefined)
    throw new Error(`No button "${label}" there, only: ${elements.map((element) => element.text?.text).join(", ")}`);
  const person = { id: user, username: workspace.users.get(user)?.name.toLowerCase(), name: user, team_id: workspace.teamId };
  const place =
    on.container.type === "view"
      ? { container: { type: "view", view_id: "V0HOME" }, view: { id: "V0HOME", type: "home" } }
      : {
          container: {
            type: "message",
            message_ts: on.container.message.ts,
            channel_id: on.container.message.channel,
            is_ephemeral: false,
          },
          channel: { id: on.container.message.channel, name: workspace.findChannel(on.container.message.channel)?.name },
          message: {
            type: "message",
            ts: on.container.message.ts,
            text: on.container.message.text,
            user: workspace.botUserId,
            ...(on.container.message.threadTs === null ? {} : { thread_ts: on.container.message.threadTs }),
          },
          response_url: responseUrl,
        };
  return {
    type: "block_actions",
    user: person,
    api_app_id: workspace.appId,
    token: "verification",
    trigger_id: workspace.newTrigger(),
    team: { id: workspace.teamId, domain: "shop" },
    enterprise: null,
    is_enterprise_install: false,
    state: { values: {} },
    ...place,
    actions: [
      {
        type: "button",
        action_id: button.action_id,
        block_id: "b1",
        text: button.text,
        value: escapeText(String(button.value)),
        action_ts: workspace.nextTs(),
      },
    ],
  };
}

/** What a person left in each field, by its block: texts, times and dates as they are, choices by their label. */
export type Filling = Readonly<Record<string, string | readonly string[]>>;

/** Fields that `filling` does not name are sent as the modal showed them. */
export function submissionPayload(workspace: Workspace, modal: Modal, filling: Filling, user: string): Payload {
  const values = modal.blocks.map((block) => {
    const element = { ...(block.element as Record<string, unknown>) };
    const state = stateOf(element, filling[String(block.block_id)]);
    return [block.block_id, { [String(element.action_id)]: { type: element.type, ...state } }];
  });
  return {
    type: "view_submission",
    team: { id: workspace.teamId, domain: "shop" },
    user: { id: user, username: user, name: user, team_id: workspace.teamId },
    api_app_id: workspace.appId,
    token: "verification",
    trigger_id: workspace.newTrigger(),
    view: { ...modal, type: "modal", state: { values: Object.fromEntries(values) }, hash: "1", team_id: workspace.teamId },
    response_urls: [],
    is_enterprise_install: false,
    enterprise: null,
  };
}

function stateOf(element: Readonly<Record<string, unknown>>, filled: string | readonly string[] | undefined): object {
  const optionsOf = (labels: readonly string[]) => {
    const options = Array.isArray(element.options) ? element.options : [];
    return labels.map((label) => options.find((option) => option.text.text === label) ?? { missing: label });
  };
  const labels = typeof filled === "string" ? [filled] : (filled ?? []);
  switch (element.type) {
    case "timepicker":
      return { selected_time: filled ?? element.initial_time ?? null };
    case "datepicker":
      return { selected_date: filled ?? element.initial_date ?? null };
    case "static_select":
      return { selected_option: filled === undefined ? (element.initial_option ?? null) : optionsOf(labels)[0] };
    case "multi_static_select":
      return { selected_options: filled === undefined ? (element.initial_options ?? []) : optionsOf(labels) };
    default:
      return { value: filled ?? element.initial_value ?? null };
  }
}

/** Slack escapes these three in all it delivers. */
export function escapeText(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
