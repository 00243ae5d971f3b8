/** Reminders of run sheets as duties of the clock: to the owner, to those who wait, to the lead. */
import { dueSteps } from "../core/campaigns/run-sheet.ts";
import type { CampaignView } from "../core/messages/campaign-parts.ts";
import { composeStepReminder } from "../core/messages/compose-run-sheet.ts";
import { readySteps } from "../core/tasks/step-order.ts";
import { type Reminder, remindersOf } from "../core/tasks/step-reminders.ts";
import type { OutboxEntry } from "../ports/outbox.ts";
import type { Store } from "../ports/stores.ts";
import { entryOf, listCampaignViews } from "./campaign-entries.ts";
import type { Duty, DutySource } from "./duty.ts";

const HOUR_MS = 3_600_000;
/** Over a night's stop a late step is still worth telling. */
const WINDOW_MS = 12 * HOUR_MS;

export function createRunSheetSource(store: Pick<Store, "campaigns" | "shops">): DutySource {
  return {
    duties: async (nowMs) => (await listCampaignViews(store, nowMs)).filter(({ campaign }) => campaign.steps.length > 0).map(toDuty),
  };
}

function toDuty(view: CampaignView): Duty {
  const { campaign, shop } = view;
  const steps = dueSteps(campaign, shop.zone);
  const reminders = remindersOf(steps, { roles: campaign.roles, lead: campaign.owner });
  const ready = new Set(readySteps(steps).map(({ step }) => step.number));
  const isWorthTelling = ({ kind, due }: Reminder, nowMs: number): boolean => {
    if (kind === "soon") return nowMs < due.dueMs;
    if (kind === "asked") return true;
    // A step that itself waits for another is not what holds people up.
    return kind === "late" || ready.has(due.step.number);
  };
  return {
    key: `campaign/${campaign.id}/steps`,
    sinceMs: campaign.sinceMs,
    windowMs: WINDOW_MS,
    slots: (afterMs, throughMs) => [...new Set(reminders.map(({ atMs }) => atMs).filter((atMs) => atMs > afterMs && atMs <= throughMs))],
    run: async (slotMs, nowMs) => {
      const due = reminders.filter((reminder) => reminder.atMs === slotMs && isWorthTelling(reminder, nowMs));
      return {
        type: "done",
        outcome: due.length === 0 ? "nothing-to-say" : "reminded",
        entries: due.flatMap((each) => entriesOf(view, each, nowMs)),
      };
    },
    skipped: () => [],
  };
}

function entriesOf(view: CampaignView, reminder: Reminder, nowMs: number): readonly OutboxEntry[] {
  const { kind, due, to } = reminder;
  const message = composeStepReminder({ ...view, nowMs }, reminder);
  const key = `step/${due.step.number}/${kind}/${kind === "asked" ? reminder.atMs : due.dueMs}`;
  return to.map((person) => entryOf(view.campaign, person, { key, message, nowMs, staleAfterMs: nowMs + WINDOW_MS }));
}
