/** What can be said behind `/campaign`, in both languages; the first of each is what buttons say. */
import type { Locale } from "../../core/locale.ts";
import type { Words } from "../../core/words.ts";

export const CAMPAIGN_VERBS = {
  list: { en: ["list"], zh: ["列表"] },
  new: { en: ["new", "add", "plan"], zh: ["新建", "创建"] },
  show: { en: ["show"], zh: ["查看", "详情"] },
  move: { en: ["move"], zh: ["改期", "移动"] },
  copy: { en: ["copy"], zh: ["复制"] },
  cancel: { en: ["cancel"], zh: ["取消"] },
  restore: { en: ["restore"], zh: ["恢复"] },
  phase: { en: ["phase"], zh: ["阶段"] },
  channels: { en: ["channels"], zh: ["渠道"] },
  curve: { en: ["curve"], zh: ["曲线"] },
  target: { en: ["target"], zh: ["目标"] },
  budget: { en: ["budget"], zh: ["预算"] },
  countdown: { en: ["countdown"], zh: ["倒计时"] },
  here: { en: ["here"], zh: ["在此播报", "播报"] },
  away: { en: ["away"], zh: ["停止播报"] },
  lead: { en: ["lead"], zh: ["负责人"] },
  sheet: { en: ["sheet", "runsheet"], zh: ["流程表", "流程"] },
  pace: { en: ["pace"], zh: ["进度"] },
  export: { en: ["export", "yaml"], zh: ["导出"] },
  review: { en: ["review"], zh: ["复盘"] },
  keep: { en: ["keep"], zh: ["保留"] },
  change: { en: ["change", "improve"], zh: ["改进"] },
  step: { en: ["step"], zh: ["步骤"] },
  drop: { en: ["drop"], zh: ["删除步骤"] },
  done: { en: ["done", "sign-off", "signoff"], zh: ["签收", "完成"] },
  reopen: { en: ["reopen"], zh: ["重开"] },
  take: { en: ["take"], zh: ["接手"] },
  role: { en: ["role"], zh: ["角色"] },
  handover: { en: ["handover", "hand-over"], zh: ["移交"] },
  accept: { en: ["accept"], zh: ["接受"] },
  decline: { en: ["decline"], zh: ["拒绝"] },
} as const satisfies Record<string, Words>;

/** Offered while one is typed; without a name the campaign is meant that is on or comes next. */
export const CAMPAIGN_LINES: Readonly<Record<Locale, readonly string[]>> = {
  en: [
    ...["list", "show", "sheet", "pace", "review", "new", "done 1", "take 1", "role ads me", "handover 1 to ads"],
    ...["move to 2027-11-02", "copy", "cancel", "target sales 120000", "budget 8000", "countdown 30d 7d 1d 12h start end"],
    ...["here", "away", "lead me", "keep", "change", "export", "phase warm-up 2027-10-25..2027-10-31"],
    ...["channels web, email", "channels all", "curve last-time", "curve 5 3 2 2 1"],
  ],
  zh: [
    ...["列表", "查看", "流程表", "进度", "复盘", "新建", "签收 1", "接手 1", "角色 ads me", "移交 1 ads"],
    ...["改期 2027-11-02", "复制", "取消", "目标 销售额 120000", "预算 8000", "在此播报", "保留", "改进", "导出"],
    ...["阶段 预热 2027-10-25..2027-10-31", "渠道 web、email", "曲线 上次"],
  ],
};

export type CampaignVerb = keyof typeof CAMPAIGN_VERBS;

/** Words that begin a line about campaigns in Chinese; in English it is the command's own name. */
export function isCampaignWord(word: string): boolean {
  return ["活动", "大促"].includes(word);
}
