/** What can be said behind `/tasks`; the first word of each language is what buttons say. */
import type { Words } from "../words.ts";

export const TASK_VERBS = {
  today: { en: ["today", "list", "show"], zh: ["今天", "列表", "查看"] },
  start: { en: ["start"], zh: ["开始"] },
  done: { en: ["done", "did", "finish"], zh: ["完成", "做完"] },
  reopen: { en: ["reopen", "undo"], zh: ["重开", "撤销"] },
  skip: { en: ["skip"], zh: ["跳过"] },
  add: { en: ["add", "new"], zh: ["添加", "新增"] },
  change: { en: ["change", "edit"], zh: ["修改", "改为"] },
  move: { en: ["move"], zh: ["改到"] },
  assign: { en: ["assign", "give"], zh: ["指派", "分配"] },
  remove: { en: ["remove", "delete"], zh: ["删除", "移除"] },
  restore: { en: ["restore"], zh: ["恢复"] },
  routine: { en: ["routine", "all"], zh: ["例行", "全部"] },
  request: { en: ["request", "ask"], zh: ["请求", "拜托"] },
  accept: { en: ["accept", "take"], zh: ["接受", "接手"] },
  decline: { en: ["decline", "refuse"], zh: ["拒绝"] },
  handover: { en: ["handover", "hand-over", "pass"], zh: ["移交", "转交"] },
  review: { en: ["review", "punctuality"], zh: ["回顾", "准时率"] },
  here: { en: ["here"], zh: ["在此", "播报"] },
  away: { en: ["away"], zh: ["停止播报"] },
  role: { en: ["role"], zh: ["角色"] },
  lead: { en: ["lead"], zh: ["负责人"] },
  help: { en: ["help"], zh: ["帮助"] },
} as const satisfies Record<string, Words>;

export type TaskVerb = keyof typeof TASK_VERBS;
