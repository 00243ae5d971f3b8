/** A request that Discord refuses: status, its own code, and its words. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  constructor(status: number, code: number, message: string, errors?: unknown) {
    super(message);
    this.status = status;
    this.body = { code, message, ...(errors === undefined ? {} : { errors }) };
  }
}

/** discord.com/developers/docs/topics/opcodes-and-status-codes#json */
export const refuse = {
  unauthorized: () => new Refusal(401, 0, "401: Unauthorized"),
  notFound: (path: string) => new Refusal(404, 0, `404: Not Found (${path})`),
  unknownChannel: () => new Refusal(404, 10003, "Unknown Channel"),
  missingAccess: () => new Refusal(403, 50001, "Missing Access"),
  threadExists: () => new Refusal(400, 160004, "A thread has already been created for this message"),
  unknownMessage: () => new Refusal(404, 10008, "Unknown Message"),
  unknownWebhook: () => new Refusal(404, 10015, "Unknown Webhook"),
  unknownInteraction: () => new Refusal(404, 10062, "Unknown interaction"),
  alreadyAcknowledged: () => new Refusal(400, 40060, "Interaction has already been acknowledged."),
  emptyMessage: () => new Refusal(400, 50006, "Cannot send an empty message"),
  invalidToken: () => new Refusal(401, 50027, "Invalid Webhook Token"),
  invalidForm: (errors: unknown) => new Refusal(400, 50035, "Invalid Form Body", errors),
} as const;
