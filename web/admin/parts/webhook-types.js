/** @typedef {import("../store.js").Schemas["EventType"]} EventType */

/** What webhooks can receive, by what it is about. @type {readonly { name: string, types: Partial<Record<EventType, string>> }[]} */
export const TYPE_GROUPS = [
  {
    name: "Orders",
    types: {
      "stampede.order.order-placed.v1": "Placed",
      "stampede.order.stock-rejected.v1": "Out of stock",
      "stampede.order.payment-authorized.v1": "Payment authorized",
      "stampede.order.capture-requested.v1": "Capture requested",
      "stampede.order.capture-failed.v1": "Capture failed",
      "stampede.order.capture-settled.v1": "Paid in another way",
      "stampede.order.units-cancelled.v1": "Units cancelled before the capture",
      "stampede.order.payment-captured.v1": "Paid",
      "stampede.order.payment-captured-late.v1": "Paid late",
      "stampede.order.payment-declined.v1": "Payment declined",
      "stampede.order.order-cancelled.v1": "Cancelled",
      "stampede.order.hold-expired.v1": "Not paid in time",
      "stampede.order.order-shipped.v1": "Shipped",
      "stampede.order.refund-requested.v1": "Refund requested",
      "stampede.order.refunded.v1": "Refunded",
      "stampede.order.refund-failed.v1": "Refund failed",
      "stampede.order.refund-retried.v1": "Refund retried",
      "stampede.order.refund-settled.v1": "Refund settled",
      "stampede.order.return-requested.v1": "Return requested",
      "stampede.order.return-approved.v1": "Return approved",
      "stampede.order.return-refused.v1": "Return refused",
      "stampede.order.return-received.v1": "Return received",
      "stampede.order.payment-reported.v1": "Dispute, or refund by the provider",
    },
  },
  {
    name: "Products",
    types: { "stampede.product.changed.v1": "Changed", "stampede.product.deleted.v1": "Deleted" },
  },
  {
    name: "Stock",
    types: {
      "stampede.stock.sold-out.v1": "Sold out",
      "stampede.stock.low-stock.v1": "Low",
      "stampede.stock.back-in-stock.v1": "Back in stock",
    },
  },
];

/** @param {string} type */
export function typeName(type) {
  for (const { name, types } of TYPE_GROUPS) {
    const text = types[/** @type {EventType} */ (type)];
    if (text !== undefined) {
      return `${name}: ${text.toLowerCase()}`;
    }
  }
  return type === "stampede.webhook.test.v1" ? "Test" : type;
}
