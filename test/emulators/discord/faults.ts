/** Faults by script: which request meets which trouble, once each unless told otherwise. */
export type Fault =
  /** Refused before anything is done. */
  | { readonly kind: "refuse"; readonly status: number; readonly code: number; readonly message: string }
  /** Refused with Discord's own words for too many requests. */
  | { readonly kind: "rate-limit"; readonly retryAfterMs: number }
  /** Done, and then answered with 500. */
  | { readonly kind: "fail-after-work" }
  /** Done, and then the socket breaks without an answer. */
  | { readonly kind: "drop-after-work" }
  /** Nothing happens until the promise resolves. */
  | { readonly kind: "hold"; readonly until: Promise<unknown> };

export interface Faults {
  /** The next `times` requests whose "METHOD /path" matches. */
  on(request: RegExp, fault: Fault, times?: number): void;
  take(request: string): Fault | null;
  /** Asked about each request that has no fault of its own: chance's faults. */
  chance: (request: string) => Fault | null;
}

export function createFaults(): Faults {
  const scripted: { request: RegExp; fault: Fault; left: number }[] = [];
  return {
    chance: () => null,
    on(request, fault, times = 1) {
      scripted.push({ request, fault, left: times });
    },
    take(request) {
      const hit = scripted.find((each) => each.left > 0 && each.request.test(request));
      if (hit === undefined) return null;
      hit.left -= 1;
      return hit.fault;
    },
  };
}
