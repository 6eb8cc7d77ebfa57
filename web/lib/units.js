import { dateTime } from "./format.js";
import { html, nothing } from "./html.js";

/** @typedef {import("../sdk/lib/index.js").Schemas["Order"]} Order */
/** @typedef {import("../sdk/lib/index.js").Schemas["LineUnits"]} LineUnits */

/**
 * Fields to choose how many units of each line.
 *
 * @param {object} options
 * @param {string} options.id unique on the page
 * @param {Order} options.order
 * @param {"shippable" | "returnable" | "both"} options.from which units of a line there are to choose from
 * @param {boolean} [options.isAll] whether all are chosen first
 */
export function unitFields({ id, order, from, isAll = false }) {
  const lines = order.lines.map((line) => ({ ...line, most: from === "both" ? line.shippable + line.returnable : line[from] }));
  return lines.filter(({ most }) => most > 0).map(({ sku, name, most }) => unitField(id, { sku, name, most, value: isAll ? most : 0 }));
}

/**
 * Fields for how many of some units, all of them first.
 *
 * @param {string} id unique on the page
 * @param {readonly LineUnits[]} units
 * @param {Order} order
 */
export function unitFieldsOf(id, units, order) {
  return units.map(({ sku, quantity }) => unitField(id, { sku, name: nameOf(sku, order), most: quantity, value: quantity }));
}

/**
 * @param {string} id
 * @param {{ sku: string, name: string, most: number, value: number }} line
 */
function unitField(id, { sku, name, most, value }) {
  return html`
    <div class="spread unit-field">
      <label for="${id}-${sku}">${name} <span class="small soft">of ${most}</span></label>
      <input class="input number" id="${id}-${sku}" name="units:${sku}" type="number" inputmode="numeric" min="0" max=${most} value=${value}>
    </div>`;
}

/**
 * The units that were chosen, without lines of which there are none.
 *
 * @param {HTMLFormElement} form
 * @returns {LineUnits[]}
 */
export function chosenUnits(form) {
  return [...new FormData(form)]
    .filter(([name, value]) => name.startsWith("units:") && Number(value) > 0)
    .map(([name, value]) => ({ sku: name.slice("units:".length), quantity: Number(value) }));
}

/**
 * Units in words: "2 × Tea, 1 × Milk".
 *
 * @param {readonly LineUnits[]} units
 * @param {Order} order
 */
export function unitsText(units, order) {
  return units.map(({ sku, quantity }) => `${quantity} × ${nameOf(sku, order)}`).join(", ");
}

/** @param {string} sku @param {Order} order */
function nameOf(sku, order) {
  return order.lines.find((line) => line.sku === sku)?.name ?? sku;
}

/** @param {Order["shipments"]} shipments @param {Order} order */
export function shipmentsView(shipments, order) {
  return (shipments ?? []).map(({ lines, shippedAt, carrier, trackingNumber, trackingUrl }) => html`
    <li><strong>${unitsText(lines, order)}</strong><br>
      <span class="small soft">${[dateTime(shippedAt), carrier, trackingNumber].filter((part) => part !== undefined).join(", ")}</span>
      ${trackingUrl === undefined ? nothing : html`<br><a class="small" href=${trackingUrl} rel="noreferrer" target="_blank">Track the parcel</a>`}</li>`);
}
