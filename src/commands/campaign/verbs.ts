/** What can be said behind `/campaign`, in both languages; the first of each is what buttons say. */

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

export type Verb = keyof typeof VERBS;

/** Null where a line begins with something else. */
export function findVerb(word: string): Verb | null {
  const folded = word.normalize("NFKC").toLowerCase();
  for (const verb in VERBS) if (isVerb(verb) && VERBS[verb].some((each) => each === folded)) return verb;
  return null;
}

function isVerb(text: string): text is Verb {
  return text in VERBS;
}
