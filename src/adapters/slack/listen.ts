/** Subscribes to everything people can say to us in Slack. */
import type { App, BlockButtonAction, ViewSubmitAction } from "@slack/bolt";
import type { ChatHandlers } from "../../ports/chat-platform.ts";
import type { Log } from "../../ports/log.ts";
import { FORM_CALLBACK, parseSubmission } from "./form.ts";
import { type Incoming, parseButton, parseCommand, parseMention, parseMessage } from "./parse.ts";
import type { Person } from "./people.ts";
import { ASK_ACTION } from "./render-blocks.ts";
import type { Sender } from "./send.ts";

export interface ListenParts {
  readonly botUserId: string;
  readonly workspace: string;
  readonly handlers: ChatHandlers;
  readonly sender: Sender;
  readonly lookUp: (userId: string) => Promise<Person>;
  readonly isFirst: (deliveryId: string) => boolean;
  /** Starts the work and does not wait for it. */
  readonly answer: (incoming: Incoming) => void;
  readonly inBackground: (work: Promise<void>) => void;
  readonly log: Log;
}

export function listen(app: App, parts: ListenParts): void {
  const { botUserId, handlers, log } = parts;
  const receive = (incoming: Incoming | null) => {
    if (incoming !== null && parts.isFirst(incoming.deliveryId)) parts.answer(incoming);
  };

  app.error(async (error) => {
    log.warn({ platform: "slack", code: error.code }, "A delivery from Slack could not be handled");
  });
  // Before anything else: Slack gives three seconds, and Bolt acknowledges only events by itself.
  app.use(async ({ next, body, ...rest }) => {
    // A form's receipt says what is wrong with it, and waits for nothing.
    if ("ack" in rest && typeof rest.ack === "function" && body.type !== "view_submission") await rest.ack();
    await next();
  });
  app.command(/^\//, async ({ command }) => receive(parseCommand(command)));
  app.event("app_mention", async ({ event, context }) => receive(parseMention(event, context.teamId ?? null, botUserId)));
  app.event("message", async ({ event, context }) => receive(parseMessage(event, context.teamId ?? null, botUserId)));
  app.action<BlockButtonAction>({ type: "block_actions", action_id: new RegExp(`^${ASK_ACTION}:`) }, async ({ body }) =>
    receive(parseButton(body)),
  );
  app.view<ViewSubmitAction>({ type: "view_submission", callback_id: new RegExp(`^${FORM_CALLBACK}`) }, async ({ ack, body, view }) => {
    const submission = parseSubmission(body.user.id, view);
    const reading = submission === null ? null : handlers.readForm(submission.formId, submission.filled, submission.locale);
    if (reading?.ok === false) return ack({ response_action: "errors", errors: { ...reading.problems } });
    await ack();
    if (submission !== null && reading !== null) receive(submission.said(reading.words));
  });
  app.event("app_home_opened", async ({ event, context, body }) => {
    if (event.tab !== "home" || !parts.isFirst(body.event_id)) return;
    parts.inBackground(showHome(parts, event.user, context.teamId ?? parts.workspace));
  });
}

async function showHome({ handlers, sender, lookUp, log }: ListenParts, userId: string, workspace: string): Promise<void> {
  try {
    const { name, locale } = await lookUp(userId);
    await sender.publishHome(userId, await handlers.home({ id: userId, name: name ?? userId }, workspace, locale));
  } catch (error) {
    log.error({ platform: "slack" }, error instanceof Error ? error.message : "The App Home could not be shown");
  }
}
