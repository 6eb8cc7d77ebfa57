import { html } from "../../lib/html.js";
import { money } from "../../lib/format.js";

/**
 * @param {number} total
 * @param {string | undefined} currency
 */
export function totalView(total, currency) {
  return html`
    <dl class="total"><div><dt>Total</dt><dd class="price">${money(total, currency)}</dd></div></dl>`;
}
