import { dateTime, money } from "../../lib/format.js";
import { html } from "../../lib/html.js";
import { unitsText } from "../../lib/units.js";

/** @typedef {import("../store.js").Schemas["Order"]} Order */
/** @typedef {NonNullable<Order["timeline"]>[number]} Fact */

/**
 * An entry of an order's timeline.
 *
 * @param {Fact} fact
 * @param {Order} order
 */
export function factView(fact, order) {
  const { text, tone } = described(fact, order);
  return html`<li class=${tone}><strong>${text}</strong><br><time class="small soft number" datetime=${fact.at}>${dateTime(fact.at)}</time></li>`;
}

/**
 * @param {Fact} fact
 * @param {Order} order
 * @returns {{ text: string, tone: "" | "positive" | "caution" | "negative" }}
 */
function described(fact, order) {
  const { lines } = order;
  switch (fact.type) {
    case "OrderPlaced":
      return { text: "Order placed", tone: "" };
    case "OrderClaimed":
      return { text: "Moved to your account", tone: "" };
    case "StockReserved":
      return { text: "Items reserved", tone: "positive" };
    case "StockRejected":
      return { text: rejected(fact, lines), tone: "negative" };
    case "PaymentSubmitted":
      return { text: "Another card submitted", tone: "" };
    case "PaymentAuthorized":
      return { text: `${money(fact.amount, fact.currency)} authorized: you pay when it ships`, tone: "positive" };
    case "CaptureRequested":
      return { text: "The payment is being charged", tone: "" };
    case "CaptureFailed":
      return { text: "The payment could not be charged", tone: "caution" };
    case "CaptureSettled":
      return { text: `${money(fact.amount, fact.currency)} paid`, tone: "positive" };
    case "UnitsCancelled":
      return { text: `Cancelled, and not charged: ${unitsText(fact.lines, order)}`, tone: "caution" };
    case "PaymentCaptured":
      return { text: `${money(fact.amount, fact.currency)} paid`, tone: "positive" };
    case "PaymentCapturedLate":
      return { text: `${money(fact.amount, fact.currency)} paid, after the hold`, tone: "caution" };
    case "PaymentDeclined":
      return { text: "Payment declined", tone: "negative" };
    case "PaymentActionRequired":
      return { text: "The bank asked for confirmation", tone: "caution" };
    case "OrderCancelled":
      return { text: fact.by === "admin" || fact.by === "store" ? "Cancelled by the shop" : "Cancelled by you", tone: "" };
    case "PaymentReported":
      return { text: { REFUNDED: `${money(fact.amount, fact.currency)} refunded`, DISPUTED: "Payment disputed", DISPUTE_WON: "Dispute closed", DISPUTE_LOST: "Dispute closed" }[fact.report], tone: "" };
    case "HoldExtended":
      return { text: "Held longer: your bank is still processing the payment", tone: "" };
    case "HoldExpired":
      return { text: "The time to pay ended", tone: "negative" };
    case "OrderShipped":
      return { text: fact.lines === undefined ? "Shipped" : `Shipped: ${unitsText(fact.lines, order)}`, tone: "positive" };
    case "RefundRequested":
      return { text: fact.amount === undefined ? "Refund requested" : `Refund of ${money(fact.amount, order.currency)} requested`, tone: "" };
    case "RefundFailed":
    case "RefundRetried":
      return { text: "We are working on your refund", tone: "caution" };
    case "RefundSettled":
      return { text: `${money(fact.amount, fact.currency)} refunded`, tone: "positive" };
    case "ReturnRequested":
      return { text: `Return requested: ${unitsText(fact.lines, order)}`, tone: "" };
    case "ReturnApproved":
      return { text: "Return approved: please send it back", tone: "positive" };
    case "ReturnRefused":
      return { text: "Return refused", tone: "negative" };
    case "ReturnReceived":
      return { text: `Return received: ${unitsText(fact.lines, order)}`, tone: "positive" };
    case "Refunded":
      return { text: `${money(fact.amount, fact.currency)} refunded`, tone: "positive" };
    case "StockReleased":
      return { text: "Items for sale again", tone: "" };
  }
}

/**
 * @param {Extract<NonNullable<Order["timeline"]>[number], { type: "StockRejected" }>} fact
 * @param {Order["lines"]} lines
 */
function rejected({ holdLimit, shortages, usedUpCodes = [], limitsReached = [], isFirstOrder }, lines) {
  if (holdLimit !== undefined) {
    return `More than ${holdLimit.maxUnits} units of one item`;
  }
  /** @param {(available: number) => boolean} isWanted */
  const names = (isWanted) => shortages.filter(({ available }) => isWanted(available)).map(({ sku }) => lines.find((line) => line.sku === sku)?.name ?? sku).join(", ");
  const soldOut = names((available) => available === 0);
  const short = names((available) => available > 0);
  const limits = limitsReached.map(({ sku, maxPerCustomer }) => `${lines.find((line) => line.sku === sku)?.name ?? sku}: at most ${maxPerCustomer} per customer`);
  return [
    ...limits,
    ...(isFirstOrder === false ? ["Not your first order"] : []),
    ...(soldOut === "" ? [] : [`Sold out: ${soldOut}`]),
    ...(short === "" ? [] : [`Not enough left: ${short}`]),
    ...(usedUpCodes.length > 0 ? [`Code used up: ${usedUpCodes.join(", ")}`] : []),
  ].join("; ");
}
