/** Everything the page itself says, in each language side by side. */
import { language } from "./settings.js";

const TEXTS = {
  skip: { en: "Skip to the question", zh: "跳到提问框" },
  clear: { en: "Clear", zh: "清空" },
  signOut: { en: "Sign out", zh: "退出" },
  theme_system: { en: "Auto", zh: "自动" },
  theme_light: { en: "Light", zh: "浅色" },
  theme_dark: { en: "Dark", zh: "深色" },
  themeLabel: { en: "Theme: {theme}. Change", zh: "主题：{theme}。切换" },
  signInTitle: { en: "Sign in", zh: "登录" },
  signInHint: { en: "The token is the value of CONSOLE_TOKEN in the bot's environment.", zh: "令牌即机器人环境变量 CONSOLE_TOKEN 的值。" },
  token: { en: "Token", zh: "令牌" },
  signIn: { en: "Sign in", zh: "登录" },
  welcome: { en: "How is the shop doing?", zh: "店铺今天怎么样？" },
  welcomeHint: { en: "Ask in words or with a slash command. Try one of these:", zh: "用文字或斜杠命令提问，试试这些：" },
  transcript: { en: "Conversation", zh: "对话" },
  suggestions: { en: "Suggestions", zh: "建议" },
  question: { en: "Your question", zh: "您的问题" },
  placeholder: { en: "Ask, e.g. /sales last week by channel", zh: "提问，例如：销售额 上周 按渠道" },
  ask: { en: "Ask", zh: "提问" },
  keyAsk: { en: "asks", zh: "提问" },
  keyComplete: { en: "completes", zh: "补全" },
  keyRecall: { en: "recalls", zh: "上一条" },
  keyFocus: { en: "jumps here", zh: "聚焦输入框" },
  asked: { en: "You asked", zh: "您问" },
  working: { en: "Working it out…", zh: "正在计算…" },
  silence: { en: "Nothing to say to that. Try “/shopbell help”.", zh: "这句话没有可回答的内容。试试“/shopbell help”。" },
  retry: { en: "Ask again", zh: "重试" },
  good: { en: "good", zh: "向好" },
  bad: { en: "bad", zh: "变差" },
  optional: { en: "optional", zh: "选填" },
  more: { en: "… {count} more", zh: "… 还有 {count} 行" },
  chartText: { en: "Chart as text", zh: "文字版图表" },
  chartGone: { en: "The picture is no longer kept. The text below says the same.", zh: "图片已不再保留，请看下方文字版。" },
  download: { en: "Download {name}", zh: "下载 {name}" },
  rows: { en: "{count} rows", zh: "{count} 行" },
  posts: { en: "Posts", zh: "推送" },
  postsEmpty: { en: "Nothing has been posted yet. Reports and reminders appear here.", zh: "还没有推送。报告和提醒会显示在这里。" },
  unseen: { en: "{count} not seen yet", zh: "{count} 条未读" },
  edited: { en: "edited", zh: "已编辑" },
  viewAs: { en: "Show this answer as", zh: "显示方式" },
  onlyYou: { en: "Only visible to you", zh: "仅您可见" },
  appBadge: { en: "APP", zh: "应用" },
  noPreview: { en: "There is no preview of this answer.", zh: "此回答没有预览。" },
  "error_bad-request": { en: "The request could not be read. Reload the page and try again.", zh: "无法读取请求。请刷新页面后重试。" },
  "error_sign-in": { en: "Your session has ended. Sign in again.", zh: "会话已结束，请重新登录。" },
  "error_wrong-token": { en: "This is not the token. Copy the value of CONSOLE_TOKEN.", zh: "令牌不正确。请复制 CONSOLE_TOKEN 的值。" },
  "error_foreign-host": {
    en: "Without CONSOLE_TOKEN the console answers on its own machine only. Open it as http://localhost, or set CONSOLE_TOKEN.",
    zh: "未设置 CONSOLE_TOKEN 时，控制台只在本机可用。请用 http://localhost 打开，或设置 CONSOLE_TOKEN。",
  },
  "error_too-large": { en: "That is too long for a question. Ask in fewer words.", zh: "问题太长，请缩短。" },
  "error_too-many-tries": { en: "Too many wrong tokens. Wait a minute, then try again.", zh: "错误次数过多，请一分钟后再试。" },
  "error_not-running": { en: "Shopbell is starting or stopping. Try again in a moment.", zh: "Shopbell 正在启动或停止，请稍后再试。" },
  error_offline: { en: "No connection to Shopbell. Is it running? Then ask again.", zh: "无法连接 Shopbell。确认它正在运行后重试。" },
  error_failed: { en: "This failed on our side. Ask again; the log says more.", zh: "服务器出错。请重试，详情见日志。" },
};

/** Questions for a first visit. */
export const EXAMPLES = {
  en: [
    "/sales yesterday",
    "/kpi last week",
    "/sales last 30 days as chart",
    "/conversion last 7 days by channel",
    "/refunds this month vs last year",
    "/shopbell help",
  ],
  zh: ["/sales 昨天", "/kpi 上周", "销售额 最近30天 图表", "转化率 最近7天 按渠道", "退款 本月 同比", "/shopbell help"],
};

/** @param {Record<string, string | number>} values for `{name}` places */
export function say(key, values = {}) {
  const text = TEXTS[key]?.[language()] ?? "";
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

export function sayError(error) {
  return say(`error_${error.code}`) || say("error_failed");
}

/** Fills the page's own elements: `data-text`, `data-label`, `data-placeholder`. */
export function applyTexts(root = document) {
  document.documentElement.lang = language();
  for (const element of root.querySelectorAll("[data-text]")) element.textContent = say(element.dataset.text);
  for (const element of root.querySelectorAll("[data-label]")) element.setAttribute("aria-label", say(element.dataset.label));
  for (const element of root.querySelectorAll("[data-placeholder]")) element.placeholder = say(element.dataset.placeholder);
}
