/** Clauses → a question, refining the one before it where the line does not stand alone. */
import type { Localized } from "../core/locale.ts";
import type { Question } from "../core/questions/question.ts";
import type { Clause, Input } from "./clause.ts";
import type { Problem } from "./problem.ts";
import { missingArgument, noMetric, saidTwice, unknownWords } from "./problem.ts";
import type { Piece } from "./read-clauses.ts";
import { readClauses } from "./read-clauses.ts";
import { byDimension } from "./readers/read-filter.ts";
import { wordsOf } from "./text/tokenize.ts";
import type { Keyword } from "./vocabulary/keywords.ts";

export type Understanding =
  | { readonly type: "question"; readonly question: Question; readonly followUp: boolean }
  | {
      readonly type: "unclear";
      readonly pieces: readonly Piece[];
      readonly problem: Problem;
      /** Two pieces that say the same clause differently. */
      readonly clash: readonly [Piece, Piece] | null;
    };

type Said = Exclude<Clause["type"], "filler" | "keyword" | "faulty" | "filter">;
type Part<T extends Said> = Extract<Clause, { readonly type: T }>;

const CLAUSE_LABELS: Readonly<Record<Said, Localized>> = {
  metric: { en: "metric", zh: "指标" },
  period: { en: "period", zh: "时间段" },
  by: { en: "breakdown", zh: "拆分维度" },
  returns: { en: "day for returns", zh: "退货归属日" },
  comparison: { en: "comparison", zh: "对比" },
  shop: { en: "shop", zh: "店铺" },
  form: { en: "form", zh: "展示形式" },
};

const EXAMPLES: Readonly<Record<Keyword, Localized>> = {
  by: { en: "by channel", zh: "按渠道" },
  in: { en: "in channel=email", zh: "渠道=邮件" },
  vs: { en: "vs last year", zh: "同比" },
  for: { en: "for berlin", zh: "店铺=柏林" },
  as: { en: "as csv", zh: "导出" },
};

const YESTERDAY = { type: "unit", unit: "day", offset: -1 } as const;

/** Reads a line; pieces come back where they do not make a question, for corrections. */
export function understand(input: Input): Understanding {
  const pieces = withoutVagueMetric(readClauses(input));
  const unclear = (problem: Problem, clash: readonly [Piece, Piece] | null = null) =>
    ({ type: "unclear", pieces, problem, clash }) as const;

  const faulty = pieces.map(({ clause }) => clause).find((clause) => clause.type === "faulty");
  if (faulty !== undefined) return unclear(faulty.problem);
  const unknown = pieces.filter(({ clause }) => clause.type === "unknown");
  if (unknown.length > 0) return unclear(unknownWords(unknown.map(({ from, to }) => wordsOf(input.line, from, to))));
  const dangling = pieces.find((_, index) => isDangling(pieces, index));
  if (dangling?.clause.type === "keyword") {
    return unclear(missingArgument(wordsOf(input.line, dangling.from, dangling.to), EXAMPLES[dangling.clause.keyword]));
  }
  const clash = findClash(pieces);
  if (clash !== null) {
    const [first, second] = clash;
    const written = (piece: Piece) => wordsOf(input.line, piece.from, piece.to);
    return unclear(saidTwice(CLAUSE_LABELS[first.clause.type as Said], written(first), written(second)), clash);
  }
  return makeQuestion(pieces, input.names.context.previous) ?? unclear(noMetric);
}

/** True for a clause that says something about the question. */
export function isUnderstood({ clause }: Piece): boolean {
  return !["filler", "keyword", "faulty", "unknown"].includes(clause.type);
}

/** "in" and "for" are also mere prepositions: they miss something only where nothing understood follows. */
export function isDangling(pieces: readonly Piece[], index: number): boolean {
  const clause = pieces[index]?.clause;
  if (clause?.type !== "keyword") return false;
  const isPreposition = clause.keyword === "in" || clause.keyword === "for";
  return !isPreposition || !pieces.slice(index + 1).some((piece) => piece.clause.type !== "filler");
}

/** "sales numbers", 销售数据: the words for all key figures are vague beside a metric. */
function withoutVagueMetric(pieces: readonly Piece[]): readonly Piece[] {
  const isVague = ({ clause }: Piece) => clause.type === "metric" && clause.metric === "kpi";
  const isExact = ({ clause }: Piece) => clause.type === "metric" && clause.metric !== "kpi";
  if (!pieces.some(isExact)) return pieces;
  return pieces.map((piece) => (isVague(piece) ? { ...piece, clause: { type: "filler" } } : piece));
}

function findClash(pieces: readonly Piece[]): readonly [Piece, Piece] | null {
  const said = new Map<string, Piece>();
  for (const piece of pieces) {
    if (!isUnderstood(piece) || piece.clause.type === "filter") continue;
    const earlier = said.get(piece.clause.type);
    if (earlier !== undefined && JSON.stringify(earlier.clause) !== JSON.stringify(piece.clause)) return [earlier, piece];
    said.set(piece.clause.type, piece);
  }
  return null;
}

/** A line with metric and period stands alone; any other takes the rest from the question before, where there is one. */
function makeQuestion(pieces: readonly Piece[], previous: Question | null): Understanding | null {
  const find = <T extends Said>(type: T): Part<T> | undefined =>
    pieces.map(({ clause }) => clause).find((clause): clause is Part<T> => clause.type === type);
  const [metric, period] = [find("metric"), find("period")];
  if (metric === undefined && (previous === null || !pieces.some(isUnderstood))) return null;
  const base = metric !== undefined && period !== undefined ? null : previous;
  const name = metric?.metric ?? base?.metric;
  if (name === undefined) return null;
  const question: Question = {
    metric: name,
    period: period?.period ?? base?.period ?? YESTERDAY,
    by: find("by")?.dimension ?? base?.by ?? null,
    filters: mergeFilters(pieces, base),
    comparison: find("comparison")?.comparison ?? base?.comparison ?? { type: "default" },
    shop: find("shop")?.shop ?? base?.shop ?? null,
    form: find("form")?.form ?? base?.form ?? "message",
    returnsClock: find("returns")?.clock ?? base?.returnsClock ?? "own-day",
  };
  return { type: "question", question, followUp: base !== null };
}

/** Filters of one dimension in one line add up; together they replace that dimension's earlier filter. */
function mergeFilters(pieces: readonly Piece[], base: Question | null): Question["filters"] {
  const merged = new Map<Question["filters"][number]["dimension"], readonly string[]>();
  for (const { clause } of pieces) {
    if (clause.type !== "filter") continue;
    merged.set(clause.dimension, [...new Set([...(merged.get(clause.dimension) ?? []), ...clause.values])]);
  }
  for (const { dimension, values } of base?.filters ?? []) if (!merged.has(dimension)) merged.set(dimension, values);
  return [...merged]
    .flatMap(([dimension, [first, ...rest]]) => (first === undefined ? [] : [{ dimension, values: [first, ...rest] as const }]))
    .sort(byDimension);
}
