/** Who is meant where somebody is named to do something: a person the platform knows, or a role. */

import type { Locale, Localized } from "../core/locale.ts";
import { cutText } from "../core/messages/plain-text.ts";
import type { Member, PlatformName } from "../core/place.ts";
import type { Owner } from "../core/tasks/step.ts";
import { personOf, samePerson } from "../core/tasks/step-reminders.ts";
import { refused, refuseOffChat } from "./campaign/campaign-input.ts";
import type { CommandContext, CommandResult } from "./command.ts";

export interface People {
  /** Whoever speaks, as one of the workspace that it is about. */
  readonly me: Member;
  /** Who has a part in it already. */
  readonly known: readonly Member[];
  readonly roles: Readonly<Record<string, Member>>;
  /** Lines that name somebody. */
  readonly examples?: Readonly<Record<Locale, readonly string[]>>;
}

const MAX_ROLE_CHARS = 40;

/** What the platforms' ids look like; elsewhere nobody has one that could be typed. */
const IDS: Readonly<Partial<Record<PlatformName, RegExp>>> = { slack: /^[UW][A-Z0-9]{2,}$/, discord: /^\d{15,21}$/ };

/**
 * "me", a mention as platforms give it ("@U123", "<@123>"), "@name" of somebody known here, else the name of a role. Refused
 * where it is nobody, or somebody whom reminders do not reach; a role that nobody holds is fine.
 */
export async function findOwner(text: string, people: People, context: CommandContext): Promise<Owner | CommandResult> {
  const owner = readOwner(text, people, context);
  const offChat = owner?.type === "person" && samePerson(owner.person, people.me) ? refuseOffChat(context) : null;
  if (offChat !== null) return offChat;
  if (owner === null) return refused(NO_OWNER, context, people.examples);
  if (owner.type === "stranger") return refused(whoIs(owner.name), context, people.examples);
  const person = personOf(owner, people.roles);
  if (person === null || samePerson(person, people.me) || (await context.isReachable(person))) return owner;
  return refused(notHere(person.name), context);
}

/** As `findOwner`, of somebody in person. */
export async function findPerson(text: string, people: People, context: CommandContext): Promise<Member | CommandResult> {
  const owner = await findOwner(text, people, context);
  if ("message" in owner) return owner;
  return owner.type === "person" ? owner.person : refused(NO_OWNER, context, people.examples);
}

type Named = Owner | { readonly type: "stranger"; readonly name: string };

function readOwner(text: string, { me, known }: People, { request: { mentioned = {} } }: CommandContext): Named | null {
  const name = text
    .replace(/^(?:to|by|for|给|由)\s+/iu, "")
    .replace(/\s+/gu, " ")
    .trim();
  if (name === "") return null;
  if (/^@?(?:me|myself|我|我自己)$/iu.test(name)) return { type: "person", person: me };
  const [, said] = /^<?@!?([^>]+)>?$/u.exec(name) ?? [];
  if (said === undefined) return { type: "role", role: cutText(name, MAX_ROLE_CHARS) };
  const asked: Member = { ...me, userId: said, name: mentioned[said] ?? `@${said}` };
  if (samePerson(asked, me)) return { type: "person", person: me };
  if (mentioned[said] !== undefined) return { type: "person", person: asked };
  const byId = known.find((each) => samePerson(each, asked));
  if (byId !== undefined) return { type: "person", person: byId };
  const byName = withName(said, [me, ...known]);
  if (byName !== null) return { type: "person", person: byName };
  return IDS[me.platform]?.test(said) === true ? { type: "person", person: asked } : { type: "stranger", name: said };
}

/** Null where nobody has the name, or two have. */
function withName(name: string, people: readonly Member[]): Member | null {
  const fold = (text: string) => text.normalize("NFKC").toLowerCase().replace(/^@/u, "").trim();
  const [found, ...others] = people.filter((each) => fold(each.name) === fold(name));
  return found !== undefined && others.every((each) => samePerson(each, found)) ? found : null;
}

/** Words that are read as the same owner again. */
export function printOwner(owner: Owner): string {
  return owner.type === "person" ? `@${owner.person.userId}` : `"${owner.role.replaceAll('"', "'")}"`;
}

const NO_OWNER: Localized = {
  en: "Say who: me, @name as the chat completes it, or a role or department such as warehouse.",
  zh: "请说明是谁：我、@某人（从弹出的列表中选择），或角色、部门（如 仓库）。",
};

function whoIs(name: string): Localized {
  return {
    en: `I cannot tell who “@${name}” is. Type @ and choose the person from the list that opens, or say me, or name a role or department without @.`,
    zh: `无法确定“@${name}”是谁。请输入 @ 并从弹出的列表中选择此人，或说“我”，或直接写角色、部门名称（不加 @）。`,
  };
}

function notHere(name: string): Localized {
  return {
    en: `${name} is not in this workspace, or cannot be written to: nobody would hear the reminders. Name somebody else, or a role.`,
    zh: `${name} 不在此工作区或无法收到消息，提醒将无人收到。请指定其他人或角色。`,
  };
}
