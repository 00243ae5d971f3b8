/** Questions with names. A name belongs to a workspace; a pin belongs to a channel, whose reports then answer the question. */
import type { EpochMs } from "../core/calendar/period.ts";
import type { Place } from "./chat-platform.ts";

export interface SavedQuestion {
  readonly name: string;
  /** Canonical words: they parse back to the same question. */
  readonly words: string;
  /** A person's id on the platform. */
  readonly savedBy: string;
  readonly savedAtMs: EpochMs;
}

type Workspace = Pick<Place, "platform" | "workspace">;
type Channel = Pick<Place, "platform" | "workspace" | "channel">;

/** Letter case, width and spaces of a name do not count. */
export interface SavedQuestionStore {
  /** Resolves to what the name stood for before; null where it is new. */
  put(where: Workspace, question: SavedQuestion): Promise<SavedQuestion | null>;
  find(where: Workspace, name: string): Promise<SavedQuestion | null>;
  /** In order of name. */
  list(where: Workspace): Promise<readonly SavedQuestion[]>;
  /** Its pins go with it. Resolves to what was removed. */
  remove(where: Workspace, name: string): Promise<SavedQuestion | null>;
  /** Twice is once. */
  pin(where: Channel, name: string, nowMs: EpochMs): Promise<void>;
  /** False where it was not pinned. */
  unpin(where: Channel, name: string): Promise<boolean>;
  /** Of one channel, first pinned first; pins of questions that are gone are not there. */
  pinned(where: Channel): Promise<readonly SavedQuestion[]>;
}
