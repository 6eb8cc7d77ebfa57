import { LANGUAGE, money } from "./format.js";

/** @typedef {import("../sdk/lib/index.js").Schemas["Totals"]} Totals */

/**
 * Of what a total consists, as texts; nothing if the lines are all.
 *
 * @param {Totals} totals
 * @param {string} currency
 * @returns {{ name: string, amount: string }[]}
 */
export function partsOf(totals, currency) {
  const { subtotal, discounts, shipping, taxes, taxIncluded, total } = totals;
  if (total === subtotal && shipping === undefined && discounts.length === 0) {
    return [];
  }
  return [
    { name: "Subtotal", amount: money(subtotal, currency) },
    ...discounts.map(reduction(currency)),
    ...(shipping === undefined ? [] : [
      { name: `Shipping: ${shipping.name}`, amount: shipping.price === 0 ? "free" : money(shipping.price, currency) },
      ...shipping.discounts.map(reduction(currency)),
    ]),
    ...(taxIncluded ? [] : taxes.map((tax) => ({ name: taxName(tax), amount: money(tax.amount, currency) }))),
  ];
}

/**
 * The taxes that the total includes, as texts.
 *
 * @param {Totals} totals
 * @param {string} currency
 */
export function includedTaxes({ taxes, taxIncluded }, currency) {
  return taxIncluded ? taxes.map((tax) => `Includes ${money(tax.amount, currency)} ${taxName(tax)}`) : [];
}

/**
 * What was charged, as texts; nothing if that is the total, or nothing yet.
 *
 * @param {import("../sdk/lib/index.js").Schemas["Order"]} order
 * @returns {{ name: string, amount: string }[]}
 */
export function chargedInPart({ captured, total, currency }) {
  return captured === 0 || captured === total ? []
    : [{ name: "Charged, without what was cancelled", amount: money(captured, currency) }];
}

/** @param {Totals["taxes"][number]} tax */
function taxName({ name, rate }) {
  return `${name} ${rate.toLocaleString(LANGUAGE, { maximumFractionDigits: 4 })}%`;
}

/** @param {string} currency */
function reduction(currency) {
  return (/** @type {{ reason: string, amount: number }} */ { reason, amount }) => ({ name: reason, amount: `−${money(amount, currency)}` });
}
