/** `/products`: what sells, rises, falls and comes back; what is bought together; what to offer beside a product. */
import { nearestNames } from "../ask/text/nearest-names.ts";
import type { Period } from "../core/calendar/period.ts";
import type { Locale } from "../core/locale.ts";
import { composeBeside, composePairs } from "../core/messages/compose-bought-together.ts";
import { composeProblem } from "../core/messages/compose-problem.ts";
import { composeProducts, LIST_NAMES, type ProductList } from "../core/messages/compose-products.ts";
import type { Action, Message } from "../core/messages/message.ts";
import type { Shop } from "../core/shop.ts";
import { workOutBeside, workOutPairs, workOutProducts } from "../figures/work-out-products.ts";
import type { CommandSpec } from "../ports/command-spec.ts";
import { answerQuestion } from "./answer-question.ts";
import type { Command, CommandContext, CommandResult } from "./command.ts";
import type { NameLookup } from "./known-names.ts";
import { METRIC_OPTIONS } from "./metric-commands.ts";
import { periodProblemText } from "./period-problem-text.ts";
import { problemResult } from "./problem-result.ts";
import { printScope, readShopScope } from "./read-scope.ts";

type View = ProductList | "all" | "together" | "with";

/** The first word of each is the one printed back; "all" has none. */
const VIEW_WORDS: Readonly<Record<Exclude<View, "all">, Readonly<Record<Locale, readonly string[]>>>> = {
  top: { en: ["top", "best"], zh: ["热销", "排行"] },
  rising: { en: ["rising", "up"], zh: ["上升", "上涨"] },
  falling: { en: ["falling", "down"], zh: ["下降", "下跌"] },
  returned: { en: ["returned", "returns", "refunded"], zh: ["退货", "退款"] },
  together: { en: ["together", "pairs"], zh: ["一起买", "连带"] },
  with: { en: ["with", "beside"], zh: ["搭配"] },
};
const VIEWS = ["top", "rising", "falling", "returned", "together", "with"] as const;

const LAST_7_DAYS: Period = { type: "last", count: 7, unit: "day" };
/** What is together by habit needs more orders than what sells: four weeks for all pairs, a quarter for one product. */
const LAST_28_DAYS: Period = { type: "last", count: 28, unit: "day" };
const LAST_90_DAYS: Period = { type: "last", count: 90, unit: "day" };

/** Names looked through for the product that is meant. */
const MOST_PRODUCTS = 20_000;
const MOST_SUGGESTIONS = 5;

const SPEC: CommandSpec = {
  name: "products",
  description: { en: "Best sellers, rising, falling, returned; what is bought together", zh: "热销、上升、下降、退货，一起购买与搭配推荐" },
  usage: "[top|rising|falling|returned|together] [period] | with <product>",
  options: [
    {
      ...{ name: "view", prefix: "", required: false, values: ["top", "rising", "falling", "returned", "together"] },
      description: {
        en: "top, rising, falling, returned or together; leave out for all",
        zh: "top、rising、falling、returned、together；留空看全部",
      },
    },
    {
      ...{ name: "product", prefix: "with", required: false },
      description: { en: "what to offer beside this product", zh: "为该商品推荐搭配" },
    },
    ...METRIC_OPTIONS.filter(({ name }) => name === "period" || name === "for"),
  ],
};

export function createProductsCommand(names: NameLookup): Command {
  return {
    spec: SPEC,
    aliases: ["商品"],
    run: async (words, context) => {
      // Overheard, these words begin sentences of people: only a clear question is meant for us.
      if (!context.request.addressed) {
        const known = context.shop === null ? {} : await names(context.shop.id, context.nowMs);
        return answerQuestion(`products ${words}`, context, known);
      }
      const [, first = "", rest = ""] = /^\s*(\S*)\s*(.*)$/su.exec(words) ?? [];
      const named = VIEWS.find((view) => [...VIEW_WORDS[view].en, ...VIEW_WORDS[view].zh].includes(first.toLowerCase()));
      return named === "with" ? showBeside(rest, context) : showView(named ?? "all", named === undefined ? words : rest, context);
    },
  };
}

async function showView(view: Exclude<View, "with">, words: string, context: CommandContext): Promise<CommandResult> {
  const { locale } = context;
  const name = nameView(view, locale);
  const read = readShopScope(words, { view: name, period: view === "together" ? LAST_28_DAYS : LAST_7_DAYS }, context);
  if (read.type === "reply") return read.result;
  const { period, shop } = read;
  const canonical = printScope(name, period, shop, context);
  if (view === "together") {
    const worked = await workOutPairs(period, { ...context, shop });
    if ("problem" in worked) return refuse(periodProblemText(worked, locale), context);
    const offers = worked.pairs.slice(0, 2).map(({ products: [product] }) => besideAction(product, shop, context));
    return reply(
      composePairs(worked, { locale, words: canonical, actions: [...offers, ...listActions(view, period, shop, context)] }),
      canonical,
      context,
    );
  }
  const worked = await workOutProducts(period, { ...context, shop });
  if ("problem" in worked) return refuse(periodProblemText(worked, locale), context);
  const best = worked.rows.find(({ product }) => product !== "");
  const actions = [
    ...(best === undefined ? [] : [besideAction(best.product, shop, context)]),
    ...listActions(view, period, shop, context),
    whySales(period, shop, context),
  ];
  return reply(composeProducts(worked, view === "all" ? null : view, { locale, words: canonical, actions }), canonical, context);
}

async function showBeside(words: string, context: CommandContext): Promise<CommandResult> {
  const { locale, shop: own, store, shops } = context;
  const named = shops.find(({ id }) => words.toLowerCase().endsWith(` ${id.toLowerCase()}`)) ?? own;
  const known = named === null ? [] : await store.measures.names(named.id, "product", MOST_PRODUCTS);
  const found = findProduct(words, known);
  const view = nameView("with", locale);
  const read = readShopScope(
    found?.rest ?? "",
    { view: found === null ? nameView("all", locale) : `${view} ${found.product}`, period: LAST_90_DAYS },
    context,
  );
  if (read.type === "reply") return read.result;
  const { period, shop } = read;
  if (found === null)
    return refuse(
      unknownProduct(words, locale),
      context,
      likelyProducts(words, known).map((product) => besideAction(product, shop, context).words),
    );
  const worked = await workOutBeside(found.product, period, { ...context, shop });
  if ("problem" in worked) return refuse(periodProblemText(worked, locale), context);
  const offers = worked.pairs.slice(0, 2).map(({ products: [, product] }) => besideAction(product, shop, context));
  const actions = [...offers, ...listActions("with", LAST_7_DAYS, shop, context)];
  // Quoted: a name does not tell the language, nor where the period begins.
  const canonical = printScope(`${view} "${found.product}"`, period, shop, context);
  return reply(composeBeside(worked, { locale, words: canonical, actions }), canonical, context);
}

/** The longest beginning of the words that is a product's name, in any case and quoted or not; the rest is a period and a shop. */
function findProduct(words: string, known: readonly string[]): { readonly product: string; readonly rest: string } | null {
  const byName = new Map(known.map((name) => [name.toLowerCase(), name]));
  const parts = words.trim().split(/\s+/u);
  for (let count = parts.length; count > 0; count--) {
    const wanted = parts
      .slice(0, count)
      .join(" ")
      .replace(/^["“](.*)["”]$/u, "$1")
      .toLowerCase();
    const product = byName.get(wanted);
    if (product !== undefined) return { product, rest: parts.slice(count).join(" ") };
  }
  const [only, ...others] = known.filter((name) => name.toLowerCase().includes(words.trim().toLowerCase()));
  return only !== undefined && others.length === 0 && words.trim() !== "" ? { product: only, rest: "" } : null;
}

function likelyProducts(words: string, known: readonly string[]): readonly string[] {
  const wanted = words.trim().toLowerCase();
  const containing = known.filter((name) => name.toLowerCase().includes(wanted));
  return [...new Set([...containing, ...nearestNames(words, known)])].slice(0, MOST_SUGGESTIONS);
}

function unknownProduct(words: string, locale: Locale): string {
  if (words.trim() === "")
    return locale === "zh" ? "为哪件商品推荐搭配？例如：商品 搭配 <商品名>" : "Beside which product? For example: products with <name>";
  return locale === "zh" ? `没有名为“${words}”的商品，或不止一件。` : `There is no product called “${words}”, or more than one.`;
}

function listActions(view: View, period: Period, shop: Shop, context: CommandContext): readonly Action[] {
  const { locale } = context;
  const lists = (["rising", "falling", "returned"] as const).filter((list) => list !== view);
  const together: Action = {
    label: locale === "zh" ? "一起购买" : "Bought together",
    words: printScope(nameView("together", locale), LAST_28_DAYS, shop, context),
    style: "normal",
  };
  return [
    ...lists.map(
      (list): Action => ({
        label: LIST_NAMES[list][locale],
        words: printScope(nameView(list, locale), period, shop, context),
        style: "normal",
      }),
    ),
    ...(view === "together" ? [] : [together]),
  ];
}

function besideAction(product: string, shop: Shop, context: CommandContext): Action {
  const { locale } = context;
  return {
    label: locale === "zh" ? `搭配 ${product}` : `Beside ${product}`,
    words: printScope(`${nameView("with", locale)} "${product}"`, LAST_90_DAYS, shop, context),
    style: "normal",
  };
}

function whySales(period: Period, shop: Shop, context: CommandContext): Action {
  const zh = context.locale === "zh";
  return { label: zh ? "为什么？" : "Why?", words: printScope(zh ? "why 销售额" : "why sales", period, shop, context), style: "normal" };
}

function nameView(view: View, locale: Locale): string {
  const name = locale === "zh" ? "商品" : "products";
  return view === "all" ? name : `${name} ${VIEW_WORDS[view][locale][0] ?? view}`;
}

function reply(message: Message, again: string, { newId }: CommandContext): CommandResult {
  return { id: newId(), message, onlyForAsker: false, question: null, again };
}

function refuse(text: string, context: CommandContext, suggestions: readonly string[] = []): CommandResult {
  return problemResult(context, composeProblem({ locale: context.locale, text, suggestions }));
}
