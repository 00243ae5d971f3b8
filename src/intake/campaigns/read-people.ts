/** People and channels of a file: whom a platform knows by an id, and where it posts. */
import type { Member, Place, PlatformName } from "../../core/place.ts";
import type { Owner } from "../../core/tasks/step.ts";
import { describeFault } from "../intake-error.ts";
import { cleanText } from "../readers/clean-text.ts";
import type { Cell, Refuse } from "./draft.ts";

const MAX_NAME_CHARS = 80;
const MAX_ROLE_CHARS = 40;

/** Nothing is posted to a command line. */
const PLATFORMS = ["slack", "discord", "console"] as const satisfies readonly PlatformName[];
/** Slack's and Discord's ids, as far as they can be told from a typing error. */
const IDS: Readonly<Record<(typeof PLATFORMS)[number], { readonly person: RegExp; readonly channel: RegExp; readonly example: string }>> = {
  slack: { person: /^[UW][A-Z0-9]{2,}$/, channel: /^[CGD][A-Z0-9]{2,}$/, example: "slack/T0123/C0123" },
  discord: { person: /^\d{15,21}$/, channel: /^\d{15,21}$/, example: "discord/900000000000000001/900000000000000002" },
  console: { person: /^\S+$/, channel: /^\S+$/, example: "console/direct/abc" },
};

const PERSON = /^(?<name>[^<>]*)<(?:(?<platform>[a-z]+)\/(?<workspace>[^/\s<>]+)\/)?@!?(?<id>[^\s<>@]+)>$/u;
const PLACE = /^(?<platform>[a-z]+)\/(?<workspace>[^/\s]+)\/(?<channel>[^/\s]+)$/u;

/** "slack/T0123/C0123": platform, workspace, channel. */
export function readPlace(cell: Cell, fail: Refuse): Place | null {
  const { platform: said, workspace = "", channel = "" } = PLACE.exec(cell.text.trim())?.groups ?? {};
  const platform = PLATFORMS.find((each) => each === said);
  if (platform !== undefined && IDS[platform].channel.test(channel)) return { platform, workspace, channel, thread: null };
  const expected = `platform/workspace/channel by their ids, such as ${IDS[platform ?? "slack"].example}`;
  return fail(cell, describeFault(cell.text, { expected }));
}

export interface PeopleContext {
  /** Whose workspace is meant by an id alone: the campaign's first place. */
  readonly home: Place | undefined;
  readonly fail: Refuse;
  /** Hears of everybody who is named, to be asked for where they are. */
  readonly onPerson: (cell: Cell, person: Member) => void;
}

/** "Ann <@U0123>" of the `home`'s workspace, or "Ann <slack/T0123/@U0123>"; the name may be left out. */
export function readPerson(cell: Cell, { home, fail, onPerson }: PeopleContext): Member | null {
  const groups = PERSON.exec(cell.text.trim())?.groups;
  if (groups === undefined) return fail(cell, describeFault(cell.text, { expected: "a person by their id, such as Ann <@U0123>" }));
  const { name = "", platform: said, workspace, id = "" } = groups;
  const at = said === undefined ? home : { platform: PLATFORMS.find((each) => each === said), workspace: workspace ?? "" };
  if (at === undefined) {
    return fail(cell, "names a person of no workspace: list the campaign's places first, or write <slack/T0123/@U0123>");
  }
  const platform = PLATFORMS.find((each) => each === at.platform);
  if (platform === undefined) return fail(cell, `knows no ${said}: people are on ${PLATFORMS.join(", ")}`);
  if (!IDS[platform].person.test(id))
    return fail(cell, `has @${id}, which is nobody's id on ${platform}: copy the member's id from their profile`);
  const person: Member = { platform, workspace: at.workspace, userId: id, name: cleanText(name, MAX_NAME_CHARS) || `@${id}` };
  onPerson(cell, person);
  return person;
}

/** Whoever is written in angle brackets is a person; anything else is a role. */
export function readOwner(cell: Cell, context: PeopleContext): Owner | null {
  if (/[<>]|^@/u.test(cell.text.trim())) {
    const person = readPerson(cell, context);
    return person === null ? null : { type: "person", person };
  }
  const role = cleanText(cell.text, MAX_ROLE_CHARS);
  return role === "" ? null : { type: "role", role };
}

/** Who holds which role; of a role that is written twice, the last counts. */
export function readRoles(cells: readonly Cell[], context: PeopleContext): Readonly<Record<string, Member>> {
  const held = cells.flatMap((cell) => {
    const person = readPerson(cell, context);
    return person === null ? [] : [[cleanText(cell.name, MAX_ROLE_CHARS), person] as const];
  });
  return Object.fromEntries(held);
}
