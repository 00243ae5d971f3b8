/** `/shopbell status`: the connections, how fresh the data is, and what became of this channel's posts. */
import { formatInstant } from "../core/calendar/format-period.ts";
import type { Locale, Localized } from "../core/locale.ts";
import type { Block, Message } from "../core/messages/message.ts";
import type { OutboxStatus } from "../ports/outbox.ts";
import type { CommandContext } from "./command.ts";
import { nextPosts } from "./next-posts.ts";

/** Posts shown; more than the last days' are of no use. */
const POSTS_SHOWN = 5;
const POSTS_READ = 100;

const STATES: Readonly<Record<OutboxStatus["state"], Localized>> = {
  waiting: { en: "waiting", zh: "等待中" },
  claimed: { en: "being sent", zh: "发送中" },
  sent: { en: "sent", zh: "已发送" },
  failed: { en: "failed", zh: "失败" },
  dropped: { en: "dropped", zh: "已放弃" },
};

export async function showStatus(context: CommandContext): Promise<Message> {
  const { locale, platformHealth } = context;
  const zh = locale === "zh";
  const connections = [...platformHealth()].map(([name, health]) =>
    health.state === "connected" ? `${name}: ${health.state}` : `${name}: ${health.state} (${health.reason})`,
  );
  return {
    kind: "help",
    locale,
    summary: zh ? "Shopbell 状态" : "Shopbell status",
    blocks: [
      { type: "text", spans: [{ text: zh ? "连接 " : "Connections ", style: "strong" }, { text: connections.join(" · ") }] },
      await freshness(context),
      ...(await posts(context)),
    ],
    actions: [],
  };
}

async function freshness({ locale, shops, store }: CommandContext): Promise<Block> {
  const zh = locale === "zh";
  const rows = await Promise.all(
    shops.map(async ({ id, zone }) => {
      const watermarks = await store.measures.watermarks(id);
      return watermarks.map(({ source, throughMs }) => [id, source, formatInstant(throughMs, zone, locale)]);
    }),
  );
  return table(zh ? "数据到哪了" : "How fresh the data is", zh ? ["店铺", "来源", "截至"] : ["Shop", "Source", "Through"], rows.flat());
}

/** The channel's own: what is said in one channel is no business of another. */
async function posts({ locale, store, request: { place }, shops, campaigns, nowMs }: CommandContext): Promise<readonly Block[]> {
  const zh = locale === "zh";
  const states = ["waiting", "claimed", "sent", "failed", "dropped"] as const;
  const all = await store.outbox.list({ workspace: place, states, limit: POSTS_READ });
  const own = all.filter((entry) => "channel" in entry.place && entry.place.channel === place.channel).slice(0, POSTS_SHOWN);
  const subscriptions = (await store.subscriptions.ofPlace(place)).filter(({ state }) => state === "active");
  const upcoming = subscriptions.flatMap((subscription) =>
    nextPosts(subscription, { shops, campaigns, nowMs }, 1).map(({ atMs, zone }) => [
      `${subscription.number}`,
      formatInstant(atMs, zone, locale),
    ]),
  );
  const zone = shops[0]?.zone;
  return [
    ...(upcoming.length === 0 ? [] : [table(zh ? "接下来的推送" : "Next posts", zh ? ["订阅", "时间"] : ["Subscription", "At"], upcoming)]),
    ...(own.length === 0 || zone === undefined
      ? []
      : [
          table(
            zh ? "最近的推送" : "Last posts",
            zh ? ["时间", "状态", "内容"] : ["At", "State", "What"],
            own.map((entry) => [formatInstant(entry.finishedMs ?? entry.dueMs, zone, locale), stateText(entry, locale), entry.summary]),
          ),
        ]),
  ];
}

/** "failed: the channel is archived": the state, and why it is not simply sent. */
function stateText({ state, detail, reason }: OutboxStatus, locale: Locale): string {
  const text = STATES[state][locale];
  const why = state === "sent" ? null : (detail ?? reason);
  return why === null ? text : `${text}: ${why}`;
}

function table(caption: string, labels: readonly string[], rows: readonly (readonly string[])[]): Block {
  return { type: "table", caption, columns: labels.map((label) => ({ label, align: "left" })), rows, more: 0 };
}
