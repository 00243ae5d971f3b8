/** What the store tells of products in the same order. Test and deleted orders are no baskets; a product counts once in each. */
import type { ShopDays } from "./customers.ts";

export interface ProductBeside {
  /** As stored; the SKU where it has no name. */
  readonly product: string;
  /** Orders with both. */
  readonly together: number;
  /** Orders with this product at all. */
  readonly orders: number;
}

export interface BasketLimits {
  /** Fewer orders together are left out. */
  readonly leastTogether: number;
  readonly most: number;
}

export interface BasketStore {
  /** What stands in one order with the product, most orders together first; the product itself is not among them. */
  beside(query: ShopDays, product: string, limits: BasketLimits): Promise<readonly ProductBeside[]>;
  /** The different products of each order with two or more, names as in `ProductBeside`; orders and products in any order. */
  contents(query: ShopDays): Promise<readonly (readonly string[])[]>;
}
