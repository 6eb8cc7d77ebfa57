import { fieldErrors } from "../../lib/form.js";
import { money } from "../../lib/format.js";
import { html, nothing } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { cart } from "../cart.js";

/** @typedef {import("../store.js").Schemas["CodeOutcome"]} Outcome */

/** As many as a checkout can name. */
const MAX = 3;

/**
 * The codes that the shopper has entered, what becomes of each, and a field for another one.
 *
 * @param {import("../store.js").Schemas["CartTotals"] | undefined} quote
 */
export function promotionCodesView(quote) {
  /** @param {SubmitEvent} event */
  const add = (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    if (fieldErrors(form).size === 0) {
      cart.addCode(String(new FormData(form).get("code") ?? ""));
      form.reset();
    }
  };
  return html`
    <div class="stack tight">
      ${cart.codes.map((code) => codeView(code, quote))}
      ${cart.codes.length >= MAX ? nothing : html`
        <form class="cluster" novalidate @submit=${add}>
          <input class="input grow" name="code" aria-label="Promotion code" placeholder="Promotion code" required maxlength="30" pattern="\\s*[A-Za-z0-9][A-Za-z0-9\\-]*\\s*" autocomplete="off" autocapitalize="characters" spellcheck="false">
          <button class="button secondary compact">Apply</button>
        </form>`}
    </div>`;
}

/**
 * @param {string} code
 * @param {import("../store.js").Schemas["CartTotals"] | undefined} quote
 */
function codeView(code, quote) {
  const outcome = quote?.codes.find((one) => one.code === code);
  return html`
    <div class="code-row" role="status">
      ${outcome === undefined || outcome.applies
        ? html`<span class="small code">${icon("check")} <strong>${code}</strong></span>`
        : refusedCodeView(outcome, quote?.currency)}
      <button class="icon-button" type="button" aria-label="Remove the code ${code}" title="Remove" @click=${() => cart.removeCode(code)}>${icon("trash")}</button>
    </div>`;
}

/**
 * A code that does not apply, and why.
 *
 * @param {Outcome} outcome
 * @param {string | undefined} currency
 */
export function refusedCodeView(outcome, currency) {
  return html`<span class="small line-warning">${icon("warning")} <span>${outcome.code}: ${conditionText(outcome, currency)}</span></span>`;
}

/**
 * Why a code does not apply.
 *
 * @param {Outcome} outcome
 * @param {string | undefined} currency
 */
export function conditionText({ condition, minSubtotal }, currency) {
  switch (condition) {
    case "UNKNOWN":
      return "there is no such code";
    case "NOT_STARTED":
      return "not valid yet";
    case "ENDED":
      return "not valid any more";
    case "SIGNED_IN":
      return "for customers who have signed in";
    case "FIRST_ORDER":
      return "for your first order only";
    case "PRODUCTS":
      return "not for these items";
    case "SUBTOTAL":
      return minSubtotal === undefined || currency === undefined ? "for larger orders" : `from ${money(minSubtotal, currency)}`;
    case "QUANTITY":
      return "for more items";
    case "USED_UP":
      return "used up";
    case "NOTHING_TO_REDUCE":
      return "nothing left to reduce";
    default:
      return "not valid here";
  }
}
