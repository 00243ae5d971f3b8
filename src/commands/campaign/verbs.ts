/** What can be said behind `/campaign`, in both languages; the first of each is what buttons say. */
import type { Locale } from "../../core/locale.ts";

export const VERBS = {
  list: ["list", "列表"],
  new: ["new", "add", "plan", "新建", "创建"],
  show: ["show", "查看", "详情"],
  move: ["move", "改期", "移动"],
  copy: ["copy", "复制"],
  cancel: ["cancel", "取消"],
  restore: ["restore", "恢复"],
  target: ["target", "目标"],
  budget: ["budget", "预算"],
  countdown: ["countdown", "倒计时"],
  here: ["here", "在此播报", "播报"],
  away: ["away", "停止播报"],
  lead: ["lead", "负责人"],
  sheet: ["sheet", "runsheet", "流程表", "流程"],
  pace: ["pace", "进度"],
  review: ["review", "复盘"],
  keep: ["keep", "保留"],
  change: ["change", "improve", "改进"],
  step: ["step", "步骤"],
  drop: ["drop", "删除步骤"],
  done: ["done", "sign-off", "signoff", "签收", "完成"],
  reopen: ["reopen", "重开"],
  take: ["take", "接手"],
  role: ["role", "角色"],
  handover: ["handover", "hand-over", "移交"],
  accept: ["accept", "接受"],
  decline: ["decline", "拒绝"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

/** Offered while one is typed; without a name the campaign is meant that is on or comes next. */
export const CAMPAIGN_LINES: Readonly<Record<Locale, readonly string[]>> = {
  en: [
    ...["list", "show", "sheet", "pace", "review", "new", "done 1", "take 1", "role ads me", "handover 1 to ads"],
    ...["move to 2027-11-02", "copy", "cancel", "target sales 120000", "budget 8000", "countdown 30d 7d 1d 12h start end"],
    ...["here", "away", "lead me", "keep", "change"],
  ],
  zh: [
    ...["列表", "查看", "流程表", "进度", "复盘", "新建", "签收 1", "接手 1", "角色 ads me", "移交 1 ads"],
    ...["改期 2027-11-02", "复制", "取消", "目标 销售额 120000", "预算 8000", "在此播报", "保留", "改进"],
  ],
};

export type Verb = keyof typeof VERBS;

/** Words that begin a line about campaigns in Chinese; in English it is the command's own name. */
export function isCampaignWord(word: string): boolean {
  return ["活动", "大促"].includes(word);
}

/** Null where a line begins with something else. */
export function findVerb(word: string): Verb | null {
  const folded = word.normalize("NFKC").toLowerCase();
  for (const verb in VERBS) if (isVerb(verb) && VERBS[verb].some((each) => each === folded)) return verb;
  return null;
}

function isVerb(text: string): text is Verb {
  return text in VERBS;
}
