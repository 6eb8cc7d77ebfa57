import { html, live } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";

export const MAX_QUANTITY = 999;

/**
 * A quantity with a button to either side.
 *
 * @param {object} options
 * @param {string} options.label what it is the quantity of
 * @param {number} options.value
 * @param {number | undefined} options.max
 * @param {(quantity: number) => void} options.changed
 */
export function quantityStepper({ label, value, max = MAX_QUANTITY, changed }) {
  /** @param {Event} event */
  const typed = (event) => {
    const input = /** @type {HTMLInputElement} */ (event.currentTarget);
    const quantity = Math.round(input.valueAsNumber);
    if (Number.isNaN(quantity)) {
      input.value = String(value);
      return;
    }
    changed(Math.min(Math.max(quantity, 1), max));
  };
  return html`
    <div class="stepper" role="group" aria-label=${label}>
      <button type="button" aria-label="One less" ?disabled=${value <= 1} @click=${() => changed(value - 1)}>${icon("minus")}</button>
      <input type="number" inputmode="numeric" min="1" max=${max} aria-label="Quantity" .value=${live(String(value))} @change=${typed}>
      <button type="button" aria-label="One more" ?disabled=${value >= max} @click=${() => changed(value + 1)}>${icon("plus")}</button>
    </div>`;
}
