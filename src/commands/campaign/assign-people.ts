/** Who leads a campaign, and who holds which role. */
import type { Localized } from "../../core/locale.ts";
import { campaignAction } from "../../core/messages/campaign-parts.ts";
import { composeRunSheet } from "../../core/messages/compose-run-sheet.ts";
import type { Member } from "../../core/place.ts";
import type { CommandResult } from "../command.ts";
import { findPerson, type People } from "../find-owner.ts";
import { askerOf, type CampaignInput, refused, said, UNDO } from "./campaign-input.ts";
import { joinWords, type Word } from "./split-words.ts";

const EXAMPLES = { en: ["campaign role ads me"], zh: ["campaign 角色 ads 我"] };

/** Everybody who has a part in the campaign. */
export function peopleOf({ context, view: { campaign } }: CampaignInput): People {
  const { owner, roles, steps } = campaign;
  const owners = steps.flatMap((step) => (step.owner?.type === "person" ? [step.owner.person] : []));
  return { me: askerOf(context), known: [...(owner === null ? [] : [owner]), ...Object.values(roles), ...owners], roles };
}

/** `role <role> [<@person or me>]`: everything the role has is theirs from now on; `role <role> nobody` takes it back. */
export async function assignRole(input: CampaignInput): Promise<CommandResult> {
  const { context, view, rest } = input;
  const [role, ...who] = rest;
  if (role === undefined) return refused({ en: "Say which role, and who.", zh: "请说明角色和人员。" }, context, EXAMPLES);
  const { [role.text]: before, ...others } = view.campaign.roles;
  const undo = campaignAction(UNDO, "role", view, `"${role.text.replaceAll('"', "'")}" ${printPerson(before)}`);
  if (isNobody(who)) {
    const text = { en: `Nobody has the role ${role.text} any more.`, zh: `角色 ${role.text} 目前无人担任。` };
    return save(input, { roles: others }, text, before === undefined ? null : undo);
  }
  const person = await findPerson(who.length === 0 ? "me" : joinWords(who), { ...peopleOf(input), examples: EXAMPLES }, context);
  if ("message" in person) return person;
  const text = { en: `${person.name} has the role ${role.text} now.`, zh: `${person.name} 担任角色 ${role.text}。` };
  return save(input, { roles: { ...view.campaign.roles, [role.text]: person } }, text, undo);
}

/** `lead [<@person or me>]`: who hears of what is late, and of what could not be delivered. */
export async function assignLead(input: CampaignInput): Promise<CommandResult> {
  const { context, view, rest } = input;
  const { roles, owner } = view.campaign;
  const undo = campaignAction(UNDO, "lead", view, printPerson(owner ?? undefined));
  if (isNobody(rest)) {
    const { lead: _before, ...others } = roles;
    return save(input, { owner: null, roles: others }, { en: "Nobody leads the campaign.", zh: "此活动目前无人负责。" }, undo);
  }
  const person = await findPerson(rest.length === 0 ? "me" : joinWords(rest), peopleOf(input), context);
  if ("message" in person) return person;
  const text = { en: `${person.name} leads the campaign now.`, zh: `${person.name} 现在负责此活动。` };
  return save(input, { owner: person, roles: { ...roles, lead: person } }, text, undo);
}

type Part = Partial<Pick<CampaignInput["view"]["campaign"], "owner" | "roles">>;

async function save(
  { context, view }: CampaignInput,
  part: Part,
  text: Localized,
  undo: ReturnType<typeof campaignAction> | null,
): Promise<CommandResult> {
  const campaign = await context.store.campaigns.update({ ...view.campaign, ...part });
  return said(composeRunSheet({ ...view, campaign }, text[view.locale], undo), context);
}

function isNobody(words: readonly Word[]): boolean {
  return /^(?:nobody|none|无人|没有人)$/iu.test(joinWords(words));
}

function printPerson(person: Member | undefined): string {
  return person === undefined ? "nobody" : `@${person.userId}`;
}
