import { dateTime, money } from "../../lib/format.js";
import { html, nothing } from "../../lib/html.js";
import { unitsText } from "../../lib/units.js";

/** Why money goes back; nothing where "by" says it. @type {Record<import("../store.js").Schemas["RefundKind"], string | undefined>} */
const REFUNDS = {
  CANCELLED: "cancelled",
  SHOP: undefined,
  RETURNED: "returned",
  SOLD_OUT_AFTER_HOLD: "paid after the hold, and sold out",
  REPLACED: "paid after the hold, and ordered again",
};

const REPORTS = {
  REFUNDED: "Refunded in the payment provider's dashboard",
  DISPUTED: "Disputed by the customer at the bank",
  DISPUTE_WON: "Dispute won",
  DISPUTE_LOST: "Dispute lost",
};

/** @typedef {import("../store.js").Schemas["Order"]} Order */
/** @typedef {NonNullable<Order["timeline"]>[number]} Entry */

/**
 * An entry of an order's timeline, with what only admins see.
 *
 * @param {Entry} entry
 * @param {Order} order
 */
export function timelineEntry(entry, order) {
  const { text, detail, tone } = described(entry, order);
  const by = "by" in entry && entry.by !== undefined ? ` by ${entry.by}${entry.subject === undefined ? "" : ` ${entry.subject}`}` : "";
  return html`<li class=${tone ?? ""}><strong>${text}</strong>${by === "" ? nothing : html`<span class="small soft">${by}</span>`}
    ${detail === undefined ? nothing : html`<br><span class="small">${detail}</span>`}<br>
    <time class="small soft number" datetime=${entry.at}>${dateTime(entry.at)}</time></li>`;
}

/**
 * @param {Entry} entry
 * @param {Order} order
 * @returns {{ text: string, detail?: string | undefined, tone?: "positive" | "caution" | "negative" }}
 */
function described(entry, order) {
  const { lines } = order;
  switch (entry.type) {
    case "OrderPlaced":
      return { text: "Placed", detail: money(entry.amount, entry.currency) };
    case "OrderClaimed":
      return { text: "Claimed by a customer" };
    case "StockReserved":
      return { text: "Stock reserved", detail: `Held until ${dateTime(entry.heldUntil)}`, tone: "positive" };
    case "StockRejected":
      return {
        text: "Rejected", tone: "negative",
        detail: entry.holdLimit !== undefined ? `More than ${entry.holdLimit.maxUnits} unpaid units`
          : entry.shortages.map(({ sku, requested, available }) => `${lines.find((line) => line.sku === sku)?.name ?? sku}: ${requested} wanted, ${available} left`)
            .concat((entry.limitsReached ?? []).map(({ sku, maxPerCustomer }) => `${lines.find((line) => line.sku === sku)?.name ?? sku}: more than ${maxPerCustomer} per customer`))
            .concat(entry.isFirstOrder === false ? ["not the customer's first order"] : []).concat((entry.usedUpCodes ?? []).map((code) => `${code}: used up`)).join("; "),
      };
    case "PaymentSubmitted":
      return { text: "Another payment submitted" };
    case "PaymentAuthorized":
      return { text: "Payment authorized", detail: `${money(entry.amount, entry.currency)}, until ${dateTime(entry.captureBefore)}`, tone: "positive" };
    case "CaptureRequested":
      return { text: entry.lines === undefined ? "Capture requested" : "Capture requested, then to ship", detail: entry.lines === undefined ? undefined : unitsText(entry.lines, order) };
    case "CaptureFailed":
      return { text: "Capture failed", detail: entry.reason, tone: "negative" };
    case "CaptureSettled":
      return { text: "Paid in another way", detail: money(entry.amount, entry.currency), tone: "positive" };
    case "UnitsCancelled":
      return { text: "Units cancelled", detail: `${unitsText(entry.lines, order)}, ${money(entry.amount, entry.currency)} less to capture` };
    case "PaymentCaptured":
      return { text: "Paid", detail: money(entry.amount, entry.currency), tone: "positive" };
    case "PaymentCapturedLate":
      return { text: "Paid after the hold", detail: money(entry.amount, entry.currency), tone: "caution" };
    case "PaymentDeclined":
      return { text: "Payment declined", detail: `Attempt ${entry.attempt + 1}: ${entry.reason}`, tone: "negative" };
    case "PaymentActionRequired":
      return { text: "Confirmation by the customer required", tone: "caution" };
    case "OrderCancelled":
      return { text: "Cancelled" };
    case "PaymentReported":
      return { text: REPORTS[entry.report], detail: money(entry.amount, entry.currency), tone: entry.report === "DISPUTE_WON" ? "positive" : "negative" };
    case "HoldExtended":
      return { text: "Hold extended: the payment is being processed" };
    case "HoldExpired":
      return { text: "Hold expired", tone: "negative" };
    case "OrderShipped":
      return { text: "Shipped", detail: [entry.lines === undefined ? undefined : unitsText(entry.lines, order), entry.carrier, entry.trackingNumber].filter((part) => part !== undefined).join(" ") || undefined, tone: "positive" };
    case "RefundRequested":
      return { text: "Refund requested", detail: [entry.amount === undefined ? "All that was left" : money(entry.amount, order.currency), entry.lines === undefined ? undefined : unitsText(entry.lines, order), REFUNDS[entry.reason]].filter((part) => part !== undefined).join(", ") };
    case "RefundFailed":
      return { text: "Refund failed", detail: entry.reason, tone: "negative" };
    case "RefundRetried":
      return { text: "Refund tried again" };
    case "RefundSettled":
      return { text: "Refund settled by hand", detail: money(entry.amount, entry.currency), tone: "positive" };
    case "ReturnRequested":
      return { text: "Return requested", detail: unitsText(entry.lines, order), tone: "caution" };
    case "ReturnApproved":
      return { text: "Return approved" };
    case "ReturnRefused":
      return { text: "Return refused", tone: "negative" };
    case "ReturnReceived":
      return { text: "Return received", detail: unitsText(entry.lines, order), tone: "positive" };
    case "Refunded":
      return { text: "Refunded", detail: money(entry.amount, entry.currency), tone: "positive" };
    case "StockReleased":
      return { text: "Stock released" };
  }
}
