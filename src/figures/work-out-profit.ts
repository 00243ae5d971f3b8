import { DEDUCTIONS, type LateCost, type ProfitStatement, stateProfit } from "../core/answers/profit-statement.ts";
import { EMPTY_READING } from "../core/answers/reading.ts";
import type { ResolvedPeriod } from "../core/calendar/period.ts";
import { METRICS } from "../core/metrics/catalogue.ts";
import type { Question } from "../core/questions/question.ts";
import { type ComparedPeriod, startsBeforeData } from "./figures-of.ts";
import { type PeriodReader, readPeriod } from "./read-period.ts";

/** The statement behind a question for contribution that asks for nothing else; null for any other question. */
export async function workOutProfit(
  reader: PeriodReader,
  { metric, by, form }: Question,
  period: ResolvedPeriod,
  against: ComparedPeriod | null,
): Promise<ProfitStatement | null> {
  if (metric !== "profit" || by !== null || form !== "message") return null;
  // ROAS makes the reader tell channels apart.
  const byChannel: PeriodReader = { ...reader, metrics: [METRICS.profit, METRICS.roas] };
  const compared = against !== null && !startsBeforeData(against.period, reader) ? against : null;
  const [now, before] = await Promise.all([
    readPeriod(byChannel, period),
    compared === null ? null : readPeriod(byChannel, compared.period),
  ]);
  return stateProfit(now ?? EMPTY_READING, before, { late: lateCosts(reader, period), against: compared?.kind ?? null });
}

function lateCosts({ watermarks }: PeriodReader, { toMs }: ResolvedPeriod): readonly LateCost[] {
  return DEDUCTIONS.flatMap((measure) => {
    const reaches = watermarks.filter(({ measures }) => measures.includes(measure)).map(({ throughMs }) => throughMs);
    const throughMs = Math.max(...reaches);
    return reaches.length > 0 && throughMs < toMs && (measure === "cogs" || measure === "adSpend") ? [{ measure, throughMs }] : [];
  });
}
