import { money } from "../../lib/format.js";

/** @typedef {import("../store.js").Schemas["Order"]} Order */
/** @typedef {"done" | "current" | "open" | "failed"} StepState */

/**
 * What an order's status means to its buyer.
 *
 * @typedef {object} State
 * @property {string} title
 * @property {string} text
 * @property {string} short for a badge
 * @property {"" | "positive" | "caution" | "negative"} tone
 * @property {import("../../lib/icons.js").IconName} icon
 * @property {boolean} isMoving the store is working on it
 * @property {boolean} canCancel
 * @property {boolean} canReorder its cart can be ordered again
 */

const REASONS = {
  card_declined: "The bank declined the card.",
  insufficient_funds: "The card has not enough funds.",
  invalid_token: "The payment details were not valid.",
  authentication_failed: "You refused the payment at the bank.",
};

/**
 * @param {Order} order
 * @returns {State}
 */
export function stateOf(order) {
  switch (order.status) {
    case "PLACED":
      return state({ title: "Reserving your items", text: "This takes a moment.", short: "Placed", isMoving: true, canCancel: true });
    case "RESERVED":
      return state({ title: "Your items are reserved", text: "The payment is on its way.", short: "Reserved", isMoving: true, canCancel: true });
    case "PAYMENT_ACTION_REQUIRED":
      return state({ title: "Confirm your payment", text: "Your items are held until then.", short: "Needs confirmation", tone: "caution", icon: "card", canCancel: true });
    case "PAYMENT_DECLINED":
      return state({ title: "The payment was declined", text: `${reasonOf(order)} Your items are still held: try another card.`, short: "Declined", tone: "caution", icon: "card", canCancel: true });
    case "AUTHORIZED":
      return state({ title: "Thank you, it is yours", text: "Your payment is authorized, and you pay when your order ships. An email confirms it, and another one comes when it ships.", short: "Confirmed", tone: "positive", icon: "check", canCancel: true });
    case "CAPTURE_PENDING":
      return state({ title: "Thank you, it is yours", text: "Your order is about to ship. The payment is on its way.", short: "Confirmed", tone: "positive", isMoving: true });
    case "CAPTURE_FAILED":
      return state({ title: "The payment could not be charged", text: "Your items are still yours. The shop takes care of it.", short: "Confirmed", tone: "caution", icon: "card", canCancel: true });
    case "PAID":
      return state({ title: "Thank you, it is yours", text: "Your order is paid. An email confirms it, and another one comes when it ships.", short: "Paid", tone: "positive", icon: "check", canCancel: true });
    case "PAID_LATE":
      return state({ title: "Your payment arrived late", text: "The hold had ended. We are reserving your items again; if they are gone, you get your money back.", short: "Paid late", isMoving: true, tone: "caution" });
    case "PAID_LATE_RESERVED":
      return state({ title: "Your payment arrived late", text: "Your items are reserved again.", short: "Paid late", isMoving: true });
    case "REJECTED":
      return state({ title: rejection(order), text: `${rejectionText(order)} You were not charged.`, short: "Not placed", tone: "negative", icon: "cross", canReorder: true });
    case "PARTIALLY_SHIPPED":
      return state({ title: "Partly on its way to you", text: "The rest follows in another parcel.", short: "Partly shipped", tone: "positive", icon: "truck" });
    case "SHIPPED":
      return state({ title: "On its way to you", text: shipmentText(order), short: "Shipped", tone: "positive", icon: "truck" });
    case "REFUND_PENDING":
      return state({ title: "Your refund is on its way", text: "The order is cancelled. An email tells you when the money is back.", short: "Refund pending", isMoving: true });
    case "REFUND_FAILED":
      return state({ title: "Your refund takes longer", text: "The payment provider could not pay it. The shop takes care of it.", short: "Refund pending", tone: "caution", icon: "card" });
    case "REFUNDED":
      return order.refunded < order.captured
        ? state({ title: "Partly refunded", text: `You have ${money(order.refunded, order.currency)} of ${money(order.captured, order.currency)} back.`, short: "Partly refunded", icon: "card" })
        : state({ title: "Refunded", text: "You have your money back.", short: "Refunded", icon: "card" });
    case "CANCELLED":
      return state({ title: "Cancelled", text: "You were not charged.", short: "Cancelled", icon: "cross", canReorder: true });
    case "EXPIRED":
      return state({ title: "The time to pay is over", text: "Your items are for sale again. You were not charged.", short: "Expired", tone: "negative", icon: "clock", canReorder: true });
  }
}

/** @param {Order} order */
export function isUnpaid({ status }) {
  return status === "RESERVED" || status === "PAYMENT_DECLINED" || status === "PAYMENT_ACTION_REQUIRED";
}

/**
 * The usual way of an order, and how far this one is.
 *
 * @param {Order} order
 * @returns {readonly { name: string, state: StepState }[]}
 */
export function stepsOf(order) {
  const happened = new Set(order.timeline?.map(({ type }) => type));
  const isOver = ["REJECTED", "CANCELLED", "EXPIRED", "REFUNDED", "REFUND_PENDING"].includes(order.status);
  const steps = [
    { name: "Placed", isDone: true },
    { name: "Reserved", isDone: happened.has("StockReserved") },
    ...(happened.has("PaymentAuthorized") ? [{ name: "Confirmed", isDone: true }] : [{ name: "Paid", isDone: happened.has("PaymentCaptured") }]),
    { name: "Shipped", isDone: happened.has("OrderShipped") },
  ];
  const next = steps.findIndex(({ isDone }) => !isDone);
  return steps.map(({ name, isDone }, i) => ({ name, state: isDone ? "done" : i === next ? (isOver ? "failed" : "current") : "open" }));
}

/**
 * @param {Partial<State> & { title: string, text: string, short: string }} given
 * @returns {State}
 */
function state(given) {
  return { tone: "", icon: "info", isMoving: false, canCancel: false, canReorder: false, ...given };
}

/** @param {Order} order */
function reasonOf({ paymentDue }) {
  const reason = paymentDue?.reason;
  return reason === undefined ? "" : REASONS[/** @type {keyof typeof REASONS} */ (reason)] ?? `Reason: ${reason}.`;
}

/** @param {Order} order */
function rejectionOf({ timeline }) {
  return timeline?.find((fact) => fact.type === "StockRejected");
}

/** @param {Order} order */
function rejection(order) {
  const rejected = rejectionOf(order);
  if (rejected?.holdLimit !== undefined) {
    return "Too many of one item";
  }
  if (rejected?.limitsReached !== undefined) {
    return "More than one customer can have";
  }
  if (rejected?.isFirstOrder === false) {
    return "Not your first order";
  }
  if (rejected?.usedUpCodes !== undefined && rejected.shortages.length === 0) {
    return "Code used up";
  }
  return rejected?.shortages.some(({ available }) => available > 0) ? "Not enough left" : "Sold out";
}

/** @param {Order} order */
function rejectionText(order) {
  const rejected = rejectionOf(order);
  if (rejected?.holdLimit !== undefined) {
    return `At most ${rejected.holdLimit.maxUnits} units of one item can be ordered at once.`;
  }
  if (rejected?.limitsReached !== undefined) {
    return rejected.limitsReached.map(({ sku, maxPerCustomer }) =>
      `${order.lines.find((line) => line.sku === sku)?.name ?? sku}: all of your orders together can have at most ${maxPerCustomer}.`).join(" ");
  }
  if (rejected?.isFirstOrder === false) {
    return "Another order has your discount for a first order. You can order again without it.";
  }
  const missing = (rejected?.shortages ?? []).map(({ sku, requested, available }) =>
    shortageText({ name: order.lines.find((line) => line.sku === sku)?.name ?? sku, requested, available }));
  if (rejected?.usedUpCodes !== undefined) {
    missing.push(`All uses of the code ${rejected.usedUpCodes.join(", ")} are taken.`);
  }
  return missing.join(" ");
}

/** @param {{ name: string, requested: number, available: number }} shortage */
export function shortageText({ name, requested, available }) {
  return available === 0 ? `${name} is sold out.` : `Only ${available} left of ${name}; you wanted ${requested}.`;
}

/**
 * What an order that was rejected can have of its lines instead; 0 of those that are sold out.
 *
 * @param {Order} order
 * @returns {import("../cart.js").Reduction[]}
 */
export function reductionsOf(order) {
  const rejected = rejectionOf(order);
  return [
    ...(rejected?.shortages ?? []).map(({ sku, available }) => ({ sku, quantity: available, isShort: true })),
    ...(rejected?.holdLimit?.skus ?? []).map((sku) => ({ sku, quantity: rejected?.holdLimit?.maxUnits ?? 0, isShort: false })),
  ];
}

/** @param {Order} order */
function shipmentText({ timeline }) {
  const shipped = timeline?.find((fact) => fact.type === "OrderShipped");
  const parts = [shipped?.carrier, shipped?.trackingNumber].filter((part) => part !== undefined);
  return parts.length === 0 ? "It has left the warehouse." : `With ${parts.join(", tracking number ")}.`;
}
