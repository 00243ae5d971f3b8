/** What a chat command is: a spec that platforms show, and a function that turns words into a message. */
import type { EpochMs } from "../core/calendar/period.ts";
import type { Campaign } from "../core/campaigns/campaign.ts";
import type { Locale } from "../core/locale.ts";
import type { Message } from "../core/messages/message.ts";
import type { Person } from "../core/place.ts";
import type { Shop } from "../core/shop.ts";
import type { ChatRequest, PlatformHealth, PlatformName } from "../ports/chat-platform.ts";
import type { CommandSpec } from "../ports/command-spec.ts";
import type { PublicHolidays } from "../ports/holidays.ts";
import type { Log } from "../ports/log.ts";
import type { Store } from "../ports/stores.ts";

/** What commands need of the house. */
export interface CommandServices {
  readonly store: Store;
  readonly log: Log;
  readonly newId: () => string;
  /** Fills the store with the simulated shop; resolves to it. */
  readonly loadDemoShop: (nowMs: EpochMs) => Promise<Shop>;
  /** False where the platform knows nobody of that id, or they cannot be written to. True where it cannot be asked now. */
  readonly isReachable: (person: Person) => Promise<boolean>;
  readonly findPublicHolidays: PublicHolidays;
  /** How each chat platform is doing, for `/shopbell status`. */
  readonly platformHealth: () => ReadonlyMap<PlatformName, PlatformHealth>;
}

/** One request, with what is known of where it was made. */
export interface CommandContext extends CommandServices {
  readonly request: ChatRequest;
  readonly nowMs: EpochMs;
  readonly locale: Locale;
  readonly shops: readonly Shop[];
  /** Of all shops, cancelled ones too. */
  readonly campaigns: readonly Campaign[];
  /** The place's own shop: chosen for it, or the only one there is. */
  readonly shop: Shop | null;
  /** What a line is answered with in a context, as if it had been said there. Null: not meant for us. */
  readonly say: (line: string, context: CommandContext) => Promise<CommandResult | null>;
}

export interface CommandResult {
  readonly id: string;
  readonly message: Message;
  readonly onlyForAsker: boolean;
  /** Canonical words of a question answered, which replies in its thread refine; null = nothing to refine. */
  readonly question: string | null;
  /** The line that asks for this again, where that is not `question`: "why sales yesterday", "customers lost last month for berlin". */
  readonly again?: string;
}

export interface Command {
  readonly spec: CommandSpec;
  /** Words that begin a line instead of the name, such as its Chinese name. */
  readonly aliases?: readonly string[];
  /** `words` is what stands behind the command's name. Null: not meant for us after all. */
  run(words: string, context: CommandContext): Promise<CommandResult | null>;
}
