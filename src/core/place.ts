/** Addresses: where people talk to Shopbell, and how it reaches one of them. */

export type PlatformName = "slack" | "discord" | "console" | "cli";

/** Where something was said. `thread` is null outside a thread. */
export interface Place {
  readonly platform: PlatformName;
  /** Slack team, Discord guild; "direct" where there is none. */
  readonly workspace: string;
  readonly channel: string;
  readonly thread: string | null;
}

/** Somebody's direct messages. Which channel that is, the platform is asked when it is sent. */
export interface Person {
  readonly platform: PlatformName;
  readonly workspace: string;
  readonly userId: string;
}

/** Somebody with a part in something, by the name they had when they took it. */
export interface Member extends Person {
  readonly name: string;
}
