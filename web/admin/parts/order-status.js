/** @typedef {import("../store.js").Schemas["OrderStatus"]} OrderStatus */
/** @typedef {"" | "positive" | "caution" | "negative"} Tone */

/** @type {Record<OrderStatus, { text: string, tone: Tone }>} */
const STATUS = {
  PLACED: { text: "Placed", tone: "" },
  RESERVED: { text: "Reserved", tone: "" },
  REJECTED: { text: "Rejected", tone: "negative" },
  PAYMENT_DECLINED: { text: "Payment declined", tone: "caution" },
  PAYMENT_ACTION_REQUIRED: { text: "Needs confirmation", tone: "caution" },
  AUTHORIZED: { text: "Authorized", tone: "positive" },
  CAPTURE_PENDING: { text: "Capture pending", tone: "caution" },
  CAPTURE_FAILED: { text: "Capture failed", tone: "negative" },
  PAID: { text: "Paid", tone: "positive" },
  PAID_LATE: { text: "Paid late", tone: "caution" },
  PAID_LATE_RESERVED: { text: "Paid late, reserved", tone: "caution" },
  PARTIALLY_SHIPPED: { text: "Partly shipped", tone: "caution" },
  SHIPPED: { text: "Shipped", tone: "positive" },
  REFUND_PENDING: { text: "Refund pending", tone: "caution" },
  REFUND_FAILED: { text: "Refund failed", tone: "negative" },
  REFUNDED: { text: "Refunded", tone: "" },
  CANCELLED: { text: "Cancelled", tone: "" },
  EXPIRED: { text: "Expired", tone: "negative" },
};

/** @param {OrderStatus} status */
export function statusOf(status) {
  return STATUS[status];
}

/** What lists can be filtered by. */
export const STATUS_GROUPS = [
  { value: "", name: "All", statuses: /** @type {OrderStatus[]} */ (Object.keys(STATUS)) },
  { value: "to-ship", name: "To ship", statuses: /** @type {OrderStatus[]} */ (["AUTHORIZED", "CAPTURE_PENDING", "CAPTURE_FAILED", "PAID", "PARTIALLY_SHIPPED"]) },
  { value: "captures", name: "Not captured", statuses: /** @type {OrderStatus[]} */ (["AUTHORIZED", "CAPTURE_PENDING", "CAPTURE_FAILED"]) },
  { value: "unpaid", name: "Unpaid", statuses: /** @type {OrderStatus[]} */ (["PLACED", "RESERVED", "PAYMENT_DECLINED", "PAYMENT_ACTION_REQUIRED"]) },
  { value: "shipped", name: "Shipped", statuses: /** @type {OrderStatus[]} */ (["SHIPPED"]) },
  { value: "late", name: "Paid late", statuses: /** @type {OrderStatus[]} */ (["PAID_LATE", "PAID_LATE_RESERVED"]) },
  { value: "refunds", name: "Refunds", statuses: /** @type {OrderStatus[]} */ (["REFUND_PENDING", "REFUND_FAILED", "REFUNDED"]) },
  { value: "ended", name: "Ended unpaid", statuses: /** @type {OrderStatus[]} */ (["REJECTED", "CANCELLED", "EXPIRED"]) },
];

/** @param {OrderStatus} status */
export function canCancel(status) {
  return status === "PLACED" || status === "RESERVED" || status === "PAYMENT_DECLINED" || status === "PAYMENT_ACTION_REQUIRED"
    || status === "AUTHORIZED" || status === "CAPTURE_FAILED";
}
