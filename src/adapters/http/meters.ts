/** What Shopbell counts about itself, in Prometheus' text form at `/metrics`. */
import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import type { Message } from "../../core/messages/message.ts";
import type { PlatformName } from "../../ports/chat-platform.ts";

export interface Meters {
  readonly contentType: string;
  text(): Promise<string>;
  /** Starts a watch. `route` is the pattern ("/v1/orders"), never the address as sent: addresses are endless. */
  startRequest(): (route: string, method: string, status: number) => void;
  startAnswer(platform: PlatformName): (kind: Message["kind"]) => void;
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
  };
}
