/** The Slack app manifest that matches this code (https://docs.slack.dev/reference/app-manifest). */
import { cutText } from "../../core/messages/plain-text.ts";
import type { CommandSpec } from "../../ports/command-spec.ts";
import { SLACK_LIMITS } from "./limits.ts";
import { EVENTS, METHODS } from "./methods.ts";

/** Over HTTP Slack must be told where: the public address of `POST /slack/events`. */
export type ManifestOptions = { readonly socketMode: true } | { readonly socketMode: false; readonly requestUrl: string };

/** As plain data for JSON or YAML. Commands beyond what a manifest may declare still answer in mentions and messages. */
export function slackManifest(specs: readonly CommandSpec[], options: ManifestOptions): Readonly<Record<string, unknown>> {
  const address = options.socketMode ? {} : { request_url: options.requestUrl };
  const commandAddress = options.socketMode ? {} : { url: options.requestUrl };
  return {
    display_information: {
      name: "Shopbell",
      description: "Your shop's numbers, answered in chat",
      background_color: "#1f2937",
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: "Shopbell", always_online: true },
      slash_commands: specs.slice(0, SLACK_LIMITS.manifestCommands).map((spec) => ({
        command: `/${spec.name}`,
        ...commandAddress,
        description: cutText(spec.description.en, SLACK_LIMITS.commandDescription),
        ...(spec.usage === "" ? {} : { usage_hint: cutText(spec.usage, SLACK_LIMITS.commandUsageHint) }),
        // Else "@omar" comes as plain text, which does not say who is meant.
        should_escape: true,
      })),
    },
    oauth_config: { scopes: { bot: botScopes() } },
    settings: {
      event_subscriptions: { ...address, bot_events: Object.keys(EVENTS) },
      interactivity: { is_enabled: true, ...address },
      org_deploy_enabled: false,
      socket_mode_enabled: options.socketMode,
      token_rotation_enabled: false,
    },
  };
}

function botScopes(): string[] {
  const scopes = [...Object.values(METHODS).flatMap((method) => method.scopes), ...Object.values(EVENTS).flat(), "commands"];
  return [...new Set(scopes)].sort();
}
