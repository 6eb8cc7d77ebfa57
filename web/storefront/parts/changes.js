import { html, nothing } from "../../lib/html.js";
import { money } from "../../lib/format.js";
import { icon } from "../../lib/icons.js";

/** @typedef {import("../store.js").Schemas["CartLineChange"]} Change */

/**
 * What the store changed in a cart, line by line.
 *
 * @param {readonly Change[]} changes
 * @param {string | undefined} currency
 */
export function changesView(changes, currency) {
  return changes.length === 0 ? nothing : html`
    <div class="notice" role="status">
      ${icon("info")}
      <div><strong>Your cart has changed</strong>
        <ul class="small">${changes.map((change) => html`<li><strong>${change.title}</strong>: ${changeText(change, currency)}</li>`)}</ul>
      </div>
    </div>`;
}

/**
 * @param {Change} change
 * @param {string | undefined} currency
 */
function changeText({ code, quantityWas, quantity, unitPriceWas, unitPrice }, currency) {
  switch (code) {
    case "PRICE_CHANGED":
      return `${money(unitPriceWas, currency)} is now ${money(unitPrice, currency)}`;
    case "LIMIT_PER_ORDER":
      return `${quantityWas} reduced to ${quantity}, the most that one order can have`;
    case "LIMIT_PER_CUSTOMER":
      return `${quantityWas} reduced to ${quantity}, the most that one customer can have`;
    case "NOT_ENOUGH_STOCK":
      return "sold out, and removed";
    case "NOT_AVAILABLE":
      return "not sold any more, and removed";
    case "OTHER_CURRENCY":
      return "has a price in another currency, and was left out";
    case "CART_FULL":
      return "did not fit into the cart";
  }
}
