/** What Shopbell counts about itself, in Prometheus' text form at `/metrics`. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Message } from "../../core/messages/message.ts";
import type { PlatformName } from "../../ports/chat-platform.ts";
import type { Clock } from "../../ports/clock.ts";
import type { DeliveryMeters } from "../../ports/delivery-meters.ts";
import type { OutboxStore } from "../../ports/outbox.ts";

export interface Meters extends DeliveryMeters {
  readonly contentType: string;
  text(): Promise<string>;
  /** Starts a watch. `route` is the pattern ("/v1/orders"), never the address as sent: addresses are endless. */
  startRequest(): (route: string, method: string, status: number) => void;
  startAnswer(platform: PlatformName): (kind: Message["kind"]) => void;
  /** From now on every reading tells how much waits in the outbox, and how long the oldest has waited. */
  watchOutbox(outbox: Pick<OutboxStore, "backlog">, clock: Clock): void;
}

/** Makes a registry of its own, so that two apps in one process (tests) do not share their counts. */
export function createMeters(): Meters {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "shopbell_http_request_duration_seconds",
    help: "Time from a request's arrival to its answer.",
    labelNames: ["route", "method", "status"],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30],
    registers: [registry],
  });
  const answers = new Counter({
    name: "shopbell_answers_total",
    help: "Answers given to people, by platform and kind of message.",
    labelNames: ["platform", "kind"],
    registers: [registry],
  });
  const answerSeconds = new Histogram({
    name: "shopbell_answer_duration_seconds",
    help: "Time from a person's words to the finished message.",
    labelNames: ["platform"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 3],
    registers: [registry],
  });
  const tries = new Counter({
    name: "shopbell_delivery_tries_total",
    help: "Tries to deliver a post or an edit of Shopbell's own, by outcome (sent, retry, failed, dropped) and reason.",
    labelNames: ["platform", "outcome", "reason"],
    registers: [registry],
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    startRequest() {
      const end = requests.startTimer();
      return (route, method, status) => void end({ route, method, status: String(status) });
    },
    startAnswer(platform) {
      const end = answerSeconds.startTimer({ platform });
      return (kind) => {
        end();
        answers.inc({ platform, kind });
      };
    },
    countTry: (platform, outcome, reason) => tries.inc({ platform, outcome, reason }),
    watchOutbox(outbox, clock) {
      type Backlog = Awaited<ReturnType<typeof outbox.backlog>>;
      const watch = (name: string, help: string, read: (backlog: Backlog, nowMs: number) => number): void => {
        new Gauge({
          ...{ name, help, registers: [registry] },
          async collect() {
            const nowMs = clock.nowMs();
            // A store out of reach is for readiness to tell: the other meters are still read.
            const backlog = await outbox.backlog(nowMs).catch(() => null);
            this.set(backlog === null ? Number.NaN : read(backlog, nowMs));
          },
        });
      };
      watch("shopbell_outbox_entries", "Entries of the outbox that are due and not delivered yet.", ({ entries }) => entries);
      watch(
        "shopbell_outbox_oldest_seconds",
        "How long the oldest due entry of the outbox has waited; 0 where none does.",
        ({ oldestMs }, nowMs) => (oldestMs === null ? 0 : (nowMs - oldestMs) / 1_000),
      );
    },
  };
}
