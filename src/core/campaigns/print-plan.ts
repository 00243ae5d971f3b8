/** Campaigns as the file they could have come from: what is planned, not what has been done. Read again, it changes nothing. */
import { METRICS } from "../metrics/catalogue.ts";
import { type Currency, toDecimalString } from "../money.ts";
import type { Member, Place } from "../place.ts";
import type { Shop } from "../shop.ts";
import type { Owner } from "../tasks/step.ts";
import { samePerson } from "../tasks/step-reminders.ts";
import { type Campaign, type CampaignStep, type Phase, type PlannedCurve, TARGET_METRICS } from "./campaign.ts";
import { isLocalMidnight, lastDateOf, type Moment } from "./moment.ts";
import { printStepDue } from "./run-sheet.ts";

/** YAML, in the form of docs/campaigns.md. Money is in the currency of each campaign's first shop. */
export function printPlan(campaigns: readonly Campaign[], shops: readonly Shop[]): string {
  const printed = campaigns.flatMap((campaign) => {
    const shop = shops.find(({ id }) => id === campaign.shopIds[0]);
    return shop === undefined ? [] : [printCampaign(campaign, shop.currency)];
  });
  return ["campaigns:", ...printed.flat(), ""].join("\n");
}

function printCampaign(campaign: Campaign, currency: Currency): readonly string[] {
  const { name, shopIds, channels, phases, targets, budgetMinor, places, owner, roles, steps, locale, countdown } = campaign;
  const [home] = places;
  const goals = TARGET_METRICS.flatMap((id) => {
    const value = targets[id];
    if (value === undefined) return [];
    return [`${id}: ${METRICS[id].unit === "money" ? toDecimalString(value, currency) : value}`];
  });
  // The lead holds the role of that name without being told twice.
  const others = Object.entries(roles).filter(([role, person]) => !(role === "lead" && owner !== null && samePerson(person, owner)));
  const held = others.map(([role, person]) => `${quote(role)}: ${printPerson(person, home)}`);
  return [
    `  - name: ${quote(name)}`,
    ...indent(
      `language: ${locale}`,
      `shops: ${printList(shopIds)}`,
      ...(channels.length === 0 ? [] : [`channels: ${printList(channels)}`]),
      "phases:",
      ...phases.map(printPhase),
      ...(goals.length === 0 ? [] : [`targets: { ${goals.join(", ")} }`]),
      `curve: ${printCurve(campaign.curve)}`,
      ...(budgetMinor === null ? [] : [`budget: ${toDecimalString(budgetMinor, currency)}`]),
      `countdown: ${printList(countdown)}`,
      ...(places.length === 0 ? [] : [`places: ${printList(places.map(printPlace))}`]),
      ...(owner === null ? [] : [`lead: ${printPerson(owner, home)}`]),
      ...(held.length === 0 ? [] : [`roles: { ${held.join(", ")} }`]),
      ...(steps.length === 0 ? [] : ["steps:", ...steps.map((step) => printStep(step, steps, home))]),
    ),
  ];
}

function indent(...lines: readonly string[]): readonly string[] {
  return lines.map((line) => `    ${line}`);
}

/** Days where days are meant: an end on the 11th includes it. */
function printPhase({ kind, start, end }: Phase): string {
  const from = isLocalMidnight(start) ? start.slice(0, 10) : printMoment(start);
  const to = isLocalMidnight(end) ? lastDateOf(end) : printMoment(end);
  return `  ${kind}: { start: ${from}, end: ${to} }`;
}

function printMoment(moment: Moment): string {
  return moment.replace("T", " ");
}

function printCurve(curve: PlannedCurve): string {
  return curve.type === "table" ? printList(curve.weights.map(String)) : curve.type;
}

function printStep({ title, due, owner, after }: CampaignStep, steps: readonly CampaignStep[], home: Place | undefined): string {
  const before = after.flatMap((number) => {
    const at = steps.findIndex((each) => each.number === number);
    const name = steps[at]?.title;
    if (name === undefined) return [];
    // A title that another step has too, or that looks like a place in the list, would mean another one.
    return /^\d+$/.test(name) || steps.findIndex((each) => each.title === name) !== at ? [String(at + 1)] : [name];
  });
  const fields = [
    `title: ${quote(title)}`,
    `due: ${printStepDue(due)}`,
    ...(owner === null ? [] : [`owner: ${printOwner(owner, home)}`]),
    ...(before.length === 0 ? [] : [`after: ${printList(before)}`]),
  ];
  return `  - { ${fields.join(", ")} }`;
}

function printOwner(owner: Owner, home: Place | undefined): string {
  return owner.type === "role" ? quote(owner.role) : printPerson(owner.person, home);
}

/** "Ann <@U0123>"; of another workspace than the first place's, "Ann <slack/T0123/@U0123>". */
function printPerson({ platform, workspace, userId, name }: Member, home: Place | undefined): string {
  const isHome = home?.platform === platform && home.workspace === workspace;
  const id = `<${isHome ? "" : `${platform}/${workspace}/`}@${userId}>`;
  const plain = name.replace(/[<>]/g, "").trim();
  return quote(plain === "" || plain === `@${userId}` ? id : `${plain} ${id}`);
}

/** "slack/T0123/C0123". */
function printPlace({ platform, workspace, channel }: Place): string {
  return `${platform}/${workspace}/${channel}`;
}

function printList(texts: readonly string[]): string {
  return `[${texts.map(quote).join(", ")}]`;
}

/** A JSON text is a YAML one; what can mean nothing else stands without quotes. */
function quote(text: string): string {
  return /^[\p{L}\p{N}<][\p{L}\p{N}<>@ ._/+'-]*$/u.test(text) && text === text.trim() ? text : JSON.stringify(text);
}
