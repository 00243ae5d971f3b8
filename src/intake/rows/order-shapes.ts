/** The order files Shopbell reads: which columns they have and what the columns mean. */
import type { TableShape } from "../columns.ts";

export type OrderField =
  | "order_id"
  | "placed_at"
  | "channel"
  | "customer_id"
  | "sku"
  | "product"
  | "quantity"
  | "unit_price"
  /** What all pieces of the line cost before and after its discount: given instead of a price. */
  | "line_subtotal"
  | "line_total"
  /** The line's own discount. */
  | "discount"
  /** Order-level from here on: counted once an order. */
  | "order_discount"
  | "order_subtotal"
  | "tax"
  | "shipping"
  | "status"
  | "currency"
  | "country"
  /** The codes a buyer entered. */
  | "discount_code"
  | "cancelled_at"
  | "refunded_amount"
  /** What tells a file's orders apart where `order_id` stands on the first line only. */
  | "order_name";

export interface OrderShape extends TableShape<OrderField> {
  /**
   * What the order's discount says about those of its lines: comes on top of them; contains them; or contains them
   * where the order's subtotal shows it.
   */
  readonly orderDiscount: "on-top" | "contains-lines" | "by-subtotal";
  /** Statuses that take an order back, where the file has no day for it: reversed on the order's own day. */
  readonly reversedStatuses: readonly string[];
}

const REQUIRED: OrderShape["required"] = [
  ["order_id", "order_name"],
  ["placed_at"],
  ["quantity"],
  ["unit_price", "line_subtotal", "line_total"],
];

/** Names that any order file may use. */
const PLAIN_FIELDS: OrderShape["fields"] = {
  order_id: [],
  placed_at: [],
  channel: [],
  customer_id: [],
  sku: [],
  product: [],
  quantity: [],
  unit_price: [],
  line_subtotal: [],
  line_total: [],
  discount: [],
  order_discount: [],
  order_subtotal: [],
  tax: [],
  shipping: [],
  status: [],
  currency: [],
  country: [],
  discount_code: [],
  cancelled_at: [],
  refunded_amount: [],
  order_name: [],
};

/** Shopbell's own format (contract 3). */
export const PLAIN_ORDERS: OrderShape = {
  kind: "orders",
  fields: PLAIN_FIELDS,
  required: [["order_id"], ["placed_at"], ["quantity"], ["unit_price"]],
  orderDiscount: "on-top",
  reversedStatuses: [],
};

/** Shopify admin → Orders → Export: one row a line item, the order's own cells on its first row only. */
const SHOPIFY_ORDERS: OrderShape = {
  kind: "Shopify orders",
  fields: {
    ...PLAIN_FIELDS,
    // The number that webhooks use; on the first row only, and missing from older exports.
    order_id: ["Id"],
    order_name: ["Name"],
    placed_at: ["Created at"],
    channel: ["Source"],
    customer_id: ["Email"],
    sku: ["Lineitem sku"],
    product: ["Lineitem name"],
    quantity: ["Lineitem quantity"],
    unit_price: ["Lineitem price"],
    discount: ["Lineitem discount"],
    order_discount: ["Discount Amount"],
    order_subtotal: ["Subtotal"],
    tax: ["Taxes"],
    shipping: ["Shipping"],
    status: ["Financial Status"],
    currency: ["Currency"],
    country: ["Shipping Country", "Billing Country"],
    discount_code: ["Discount Code"],
    cancelled_at: ["Cancelled at"],
    refunded_amount: ["Refunded Amount"],
  },
  required: [["order_name"], ["placed_at"], ["quantity"], ["unit_price"]],
  orderDiscount: "by-subtotal",
  reversedStatuses: ["voided"],
};

/**
 * WooCommerce has no order export of its own with lines: these are the columns of “Customer/Order/Coupon Export” (one row
 * per item), “Advanced Order Export”, “Import Export Suite” and WooCommerce Analytics (one row an order).
 */
const WOOCOMMERCE_ORDERS: OrderShape = {
  kind: "WooCommerce orders",
  fields: {
    ...PLAIN_FIELDS,
    order_id: ["order_id", "Order ID", "Order Number", "order_number", "Order #"],
    placed_at: ["date", "order_date", "Order Date", "date_created"],
    channel: ["created_via", "Created Via", "Attribution"],
    customer_id: ["customer_id", "Customer User ID", "customer_email", "billing_email", "Email (Billing)"],
    sku: ["item_sku", "SKU"],
    product: ["item_name", "Item Name", "Product(s)"],
    quantity: ["item_quantity", "Quantity", "Items sold"],
    unit_price: ["item_price", "Item Cost"],
    line_subtotal: ["item_subtotal", "Order Line Subtotal"],
    line_total: ["item_total", "Order Line Total", "N. Revenue", "Net Sales"],
    order_discount: ["discount_total", "cart_discount", "Cart Discount Amount"],
    tax: ["tax_total", "order_tax", "Order Total Tax Amount"],
    shipping: ["shipping_total", "Order Shipping Amount"],
    status: ["status", "Order Status"],
    currency: ["order_currency", "currency", "Order Currency"],
    country: ["shipping_country", "Country Code (Shipping)", "billing_country", "Country Code (Billing)"],
    discount_code: ["coupon_items", "coupons", "Coupon(s)", "Coupon Code", "Coupon Codes"],
    refunded_amount: ["refunded_total", "order_refund", "Order Refund Amount"],
  },
  required: REQUIRED,
  orderDiscount: "contains-lines",
  reversedStatuses: ["cancelled", "failed", "refunded"],
};

/** UCI Online Retail, both editions. Read by rules of its own: see `online-retail-rows.ts`. */
export const ONLINE_RETAIL: OrderShape = {
  kind: "Online Retail orders",
  fields: {
    ...PLAIN_FIELDS,
    order_id: ["InvoiceNo", "Invoice"],
    placed_at: ["InvoiceDate"],
    customer_id: ["CustomerID", "Customer ID"],
    sku: ["StockCode"],
    product: ["Description"],
    quantity: ["Quantity"],
    unit_price: ["UnitPrice", "Price"],
    country: ["Country"],
  },
  required: [["order_id"], ["placed_at"], ["quantity"], ["unit_price"]],
  orderDiscount: "on-top",
  reversedStatuses: [],
};

export const PRESETS = { shopify: SHOPIFY_ORDERS, woocommerce: WOOCOMMERCE_ORDERS, "online-retail": ONLINE_RETAIL } as const;
export type Preset = keyof typeof PRESETS;
