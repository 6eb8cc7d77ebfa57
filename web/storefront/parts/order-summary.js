import { html, nothing } from "../../lib/html.js";
import { money } from "../../lib/format.js";
import { includedTaxes, partsOf } from "../../lib/totals.js";

/**
 * A total, and of what it consists.
 *
 * @param {import("../../lib/totals.js").Totals} totals
 * @param {string} currency
 */
export function totalsView(totals, currency) {
  const parts = partsOf(totals, currency);
  return html`
    <dl class="total">
      ${parts.map(({ name, amount }) => html`<div class="part"><dt>${name}</dt><dd class="price">${amount}</dd></div>`)}
      <div><dt>Total</dt><dd class="price">${money(totals.total, currency)}</dd></div>
    </dl>
    ${includedTaxes(totals, currency).map((text) => html`<p class="small soft">${text}</p>`)}`;
}

/**
 * The prices of a cart's lines, while nothing else is known.
 *
 * @param {number} total
 * @param {string | undefined} currency
 */
export function totalView(total, currency) {
  return html`
    <dl class="total"><div><dt>Total</dt><dd class="price">${money(total, currency)}</dd></div></dl>`;
}

/** @param {boolean} needsShipping */
export function shippingHint(needsShipping) {
  return needsShipping ? html`<p class="small soft">Shipping is added at checkout.</p>` : nothing;
}
