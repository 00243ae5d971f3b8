/** What the shop sells. */

export type Category = "Tea" | "Teaware" | "Kitchen" | "Home" | "Gifts";

export interface DemoProduct {
  readonly sku: string;
  readonly name: string;
  readonly category: Category;
  readonly priceMinor: number;
  /** What it costs the shop, as a share of the price. */
  readonly costShare: number;
  /** How often it is bought, against the others. */
  readonly weight: number;
}

const COST_SHARE: Readonly<Record<Category, number>> = { Tea: 0.34, Teaware: 0.38, Kitchen: 0.42, Home: 0.4, Gifts: 0.36 };

type Row = readonly [name: string, priceMinor: number, weight: number];

const TEA: readonly Row[] = [
  ["Dragon Well Green Tea 西湖龙井 100 g", 2490, 10],
  ["Iron Goddess Oolong 铁观音 125 g", 2190, 9],
  ["Da Hong Pao Rock Tea 大红袍 100 g", 3490, 5],
  ["White Peony 白牡丹 80 g", 2290, 6],
  ["Keemun Black Tea 祁门红茶 125 g", 1890, 8],
  ["Aged Pu-erh Cake 熟普洱茶饼 357 g", 4490, 4],
  ["Jasmine Pearls 茉莉龙珠 100 g", 2690, 8],
  ["Chrysanthemum Buds 胎菊 60 g", 1290, 5],
  ["East Frisian Blend 东弗里斯兰红茶 250 g", 1490, 7],
];
const TEAWARE: readonly Row[] = [
  ["Celadon Gaiwan 青瓷盖碗 150 ml", 3290, 7],
  ["Yixing Clay Teapot 宜兴紫砂壶 200 ml", 8990, 3],
  ["Porcelain Cups, Set of 4 白瓷杯四只装", 3490, 6],
  ["Glass Teapot with Infuser 玻璃泡茶壶 800 ml", 4290, 7],
  ["Bamboo Tea Tray 竹制茶盘", 5490, 3],
  ["Travel Tea Tumbler 随行泡茶杯 400 ml", 2990, 9],
  ["Fairness Pitcher 公道杯 250 ml", 1990, 4],
  ["Cast Iron Kettle 铸铁壶 1.1 l", 7990, 3],
];
const KITCHEN: readonly Row[] = [
  ["Carbon Steel Wok 熟铁炒锅 32 cm", 5990, 5],
  ["Bamboo Steamer 竹蒸笼 25 cm", 2790, 6],
  ["Chinese Cleaver 中式菜刀", 6490, 4],
  ["Rice Bowls, Set of 6 饭碗六只装", 3990, 5],
  ["Lacquered Chopsticks, 5 Pairs 漆筷五双", 1690, 9],
  ["Dumpling Press, Steel 不锈钢饺子模", 1290, 5],
  ["Clay Pot 砂锅 2.5 l", 4490, 4],
  ["Mortar and Pestle 石臼 14 cm", 3290, 3],
];
const HOME: readonly Row[] = [
  ["Linen Tablecloth 亚麻桌布 140 × 220 cm", 5490, 4],
  ["Cotton Tea Towels, Set of 3 棉茶巾三条装", 1790, 7],
  ["Rattan Basket 藤编收纳篮", 3490, 4],
  ["Incense Holder, Brass 黄铜香插", 2190, 4],
  ["Sandalwood Incense 檀香线香", 1490, 6],
  ["Paper Lantern 纸灯笼 40 cm", 2490, 3],
  ["Silk Cushion Cover 真丝靠垫套 45 cm", 3990, 4],
  ["Reed Table Mats, Set of 4 芦苇餐垫四片装", 2290, 5],
];
const GIFTS: readonly Row[] = [
  ["Tea Tasting Box, 12 Teas 十二味品茶礼盒", 3990, 6],
  ["Gongfu Starter Set 功夫茶入门套装", 7490, 3],
  ["Wedding Tea Set 婚庆茶具套装", 11900, 1],
  ["Advent Calendar Tea 圣诞倒数茶历", 3490, 3],
  ["Red Gift Wrapping 红色礼品包装", 490, 4],
  ["New Year Hamper 新年礼篮", 8900, 2],
  ["Gift Card Holder 礼品卡套", 690, 2],
];

/** What people like to buy together, by SKU. */
const COMPANIONS: readonly (readonly [string, string])[] = [
  ["WARE-01", "WARE-07"],
  ["WARE-03", "WARE-05"],
  ["WARE-04", "TEA-08"],
  ["KIT-02", "KIT-06"],
  ["KIT-04", "KIT-05"],
  ["HOME-04", "HOME-05"],
  ["GIFT-01", "GIFT-05"],
];

export const DEMO_PRODUCTS: readonly [DemoProduct, ...DemoProduct[]] = listProducts();

function listProducts(): readonly [DemoProduct, ...DemoProduct[]] {
  const [first, ...others] = [
    ...inCategory("Tea", "TEA", TEA),
    ...inCategory("Teaware", "WARE", TEAWARE),
    ...inCategory("Kitchen", "KIT", KITCHEN),
    ...inCategory("Home", "HOME", HOME),
    ...inCategory("Gifts", "GIFT", GIFTS),
  ];
  if (first === undefined) throw new Error("a shop has products");
  return [first, ...others];
}

function inCategory(category: Category, code: string, rows: readonly Row[]): readonly DemoProduct[] {
  return rows.map(([name, priceMinor, weight], index) => ({
    sku: `${code}-${String(index + 1).padStart(2, "0")}`,
    name,
    category,
    priceMinor,
    costShare: COST_SHARE[category],
    weight,
  }));
}

const COMPANION_OF: ReadonlyMap<DemoProduct, DemoProduct> = new Map(
  COMPANIONS.flatMap((pair) => {
    const [one, other] = pair.map((sku) => DEMO_PRODUCTS.find((product) => product.sku === sku));
    if (one === undefined || other === undefined) throw new Error(`the shop does not sell ${pair.join(" or ")}`);
    return [
      [one, other],
      [other, one],
    ];
  }),
);

/** What goes with a product; null where nothing does. */
export function companionOf(product: DemoProduct): DemoProduct | null {
  return COMPANION_OF.get(product) ?? null;
}
