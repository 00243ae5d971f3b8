/** The outbox without a database, held to the same contract: timelines of hours take milliseconds. */

import type { PostedMessage } from "../../src/ports/chat-platform.ts";
import { type ClaimedEntry, type OutboxEntry, type OutboxStatus, type OutboxStore, scopesOf } from "../../src/ports/outbox.ts";

interface Row {
  readonly seq: number;
  readonly entry: OutboxEntry;
  readonly positionMs: number;
  state: OutboxStatus["state"];
  dueMs: number;
  worker: string;
  leaseUntilMs: number;
  attempts: number;
  firstTriedMs: number | null;
  lastTriedMs: number;
  unsettledSinceMs: number | null;
  reason: string | null;
  detail: string | null;
  posted: PostedMessage | null;
  finishedMs: number | null;
}

export function createMemoryOutbox(): OutboxStore {
  const rows = new Map<string, Row>();
  const open = () => [...rows.values()].filter(({ finishedMs }) => finishedMs === null);
  const inTurn = (a: Row, b: Row) => a.positionMs - b.positionMs || a.seq - b.seq;
  const lane = ({ entry }: Row) => `${scopesOf(entry.place).place} ${entry.urgency}`;
  const parentKeyOf = ({ editOf, threadOf }: OutboxEntry) => editOf ?? threadOf;
  const finish = (row: Row, end: Pick<Row, "state" | "reason" | "detail">, nowMs: number) =>
    Object.assign(row, { ...end, finishedMs: nowMs });

  function put(entry: OutboxEntry, nowMs: number): void {
    if (rows.has(entry.key)) return;
    const parent = rows.get(parentKeyOf(entry) ?? "");
    const positionMs = Math.max(entry.notBeforeMs, parent?.positionMs ?? entry.notBeforeMs);
    if (entry.editOf !== null) {
      for (const row of open()) {
        if (row.entry.editOf !== entry.editOf || row.state !== "waiting") continue;
        finish(row, { state: "dropped", reason: "superseded", detail: "A newer edit takes its place." }, nowMs);
      }
    }
    rows.set(entry.key, {
      ...{
        seq: rows.size,
        entry: structuredClone(entry),
        positionMs,
        state: "waiting",
        dueMs: entry.notBeforeMs,
        worker: "",
        leaseUntilMs: 0,
      },
      ...{
        attempts: 0,
        firstTriedMs: null,
        lastTriedMs: 0,
        unsettledSinceMs: null,
        reason: null,
        detail: null,
        posted: null,
        finishedMs: null,
      },
    });
  }

  const toStatus = ({ entry, state, dueMs, attempts, reason, detail, posted, finishedMs }: Row): OutboxStatus => ({
    ...{ key: entry.key, place: entry.place, summary: entry.message.summary, state, notBeforeMs: entry.notBeforeMs },
    ...{ dueMs, attempts, reason, detail, posted, finishedMs },
  });

  return {
    put: async (entries, nowMs) => {
      for (const entry of entries) put(entry, nowMs);
    },
    claim: async ({ nowMs, leaseMs, worker, except }) => {
      const heads = new Map<string, Row>();
      for (const row of open().sort(inTurn)) if (!heads.has(lane(row))) heads.set(lane(row), row);
      const [row] = [...heads.values()]
        .filter((head) => head.dueMs <= nowMs && (head.state !== "claimed" || head.leaseUntilMs <= nowMs))
        .filter(({ entry }) => !Object.values(scopesOf(entry.place)).some((scope) => except.includes(scope)))
        .filter(({ entry }) => rows.get(parentKeyOf(entry) ?? "")?.finishedMs !== null)
        .sort((a, b) => Number(b.entry.urgency === "urgent") - Number(a.entry.urgency === "urgent") || inTurn(a, b));
      if (row === undefined) return null;
      if (row.state === "claimed") row.unsettledSinceMs ??= row.lastTriedMs;
      row.firstTriedMs ??= nowMs;
      Object.assign(row, { state: "claimed", worker, leaseUntilMs: nowMs + leaseMs, attempts: row.attempts + 1, lastTriedMs: nowMs });
      const parentKey = parentKeyOf(row.entry);
      const posted = rows.get(parentKey ?? "")?.posted ?? null;
      const { entry, attempts, leaseUntilMs, unsettledSinceMs } = row;
      const claimed: ClaimedEntry = {
        ...{ entry, worker, attempts, firstTriedMs: row.firstTriedMs, leaseUntilMs, unsettledSinceMs },
        parent: parentKey === null ? null : posted === null ? { state: "missing" } : { state: "posted", posted },
      };
      return claimed;
    },
    settle: async ({ entry: { key }, worker, attempts }, settlement, nowMs) => {
      const row = rows.get(key);
      if (row?.state !== "claimed" || row.worker !== worker || row.attempts !== attempts) return false;
      const { reason } = settlement;
      switch (settlement.type) {
        case "sent":
          finish(row, { state: "sent", reason, detail: null }, nowMs);
          row.posted = settlement.posted;
          break;
        case "retry": {
          const unsettledSinceMs = settlement.isUnsettled ? (row.unsettledSinceMs ?? row.lastTriedMs) : null;
          Object.assign(row, { state: "waiting", dueMs: settlement.dueMs, reason, detail: settlement.detail, unsettledSinceMs });
          break;
        }
        default:
          finish(row, { state: settlement.type, reason, detail: settlement.detail }, nowMs);
          if (settlement.notice !== null) put(settlement.notice, nowMs);
      }
      return true;
    },
    find: async (key) => {
      const row = rows.get(key);
      return row ? toStatus(row) : null;
    },
    list: async ({ workspace, states, limit }) =>
      [...rows.values()]
        .filter(({ state }) => states.includes(state))
        .filter(({ entry }) => !workspace || scopesOf(entry.place).workspace === scopesOf({ ...workspace, userId: "" }).workspace)
        .sort((a, b) => inTurn(b, a))
        .slice(0, limit)
        .map(toStatus),
    backlog: async (nowMs) => {
      const due = open()
        .map(({ entry }) => entry.notBeforeMs)
        .filter((notBeforeMs) => notBeforeMs <= nowMs);
      return { entries: due.length, oldestMs: due.length > 0 ? Math.min(...due) : null };
    },
    prune: async (beforeMs) => {
      const old = [...rows.values()].filter(({ finishedMs }) => finishedMs !== null && finishedMs < beforeMs);
      for (const { entry } of old) rows.delete(entry.key);
      return old.length;
    },
  };
}
