import { fieldErrors, formBody, selectField, textField } from "../../lib/form.js";
import { LANGUAGE, money, plural } from "../../lib/format.js";
import { html, live, nothing } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { Loading } from "../../lib/loading.js";
import { problemView } from "../../lib/problem.js";
import { session } from "../../lib/session.js";
import { update } from "../../lib/view.js";
import { ProblemError } from "../../sdk/lib/index.js";
import { requiresPostalCode, requiresRegion } from "../addresses.js";
import { cart } from "../cart.js";
import { SHOP } from "../config.js";
import { changesView } from "../parts/changes.js";
import { CartTotals } from "../cart-totals.js";
import { totalView, totalsView } from "../parts/order-summary.js";
import { pictureView } from "../parts/product-card.js";
import { conditionText, refusedCodeView } from "../parts/promotion-codes.js";
import { sandboxCard } from "../parts/sandbox-card.js";
import { rememberOrder } from "../placed-orders.js";
import { router } from "../routes.js";
import { store } from "../store.js";
import { warningsView } from "./cart.js";

/** @typedef {import("../cart.js").Cart} Cart */

const countryNames = new Intl.DisplayNames(LANGUAGE, { type: "region" });
const COUNTRIES = SHOP.countries.map((value) => ({ value, text: countryNames.of(value) ?? value })).sort((a, b) => a.text.localeCompare(b.text));

/** The languages of emails, which the shopper chooses; first that of the browser, with its region if it has one. The page is in English. */
const EMAIL_LANGUAGES = [["en", "English"], ["de", "Deutsch"], ["fr", "Français"], ["es", "Español"]].map(([tag = "", text = ""]) => ({
  value: navigator.languages.find((known) => languageOf(known) === tag) ?? tag, text,
}));
const EMAIL_LANGUAGE = navigator.languages.find((known) => EMAIL_LANGUAGES.some(({ value }) => value === known)) ?? EMAIL_LANGUAGES[0]?.value;

/**
 * Places an order for what the shopper sees: the request names the version of the cart and its total, and the store refuses
 * it if anything is different by then. Each refusal is shown with what to do about it.
 *
 * @returns {import("../../lib/router.js").Page}
 */
export function checkoutPage() {
  const reading = new Loading((signal) => cart.read(signal).then(() => true));
  const card = sandboxCard("Test card");
  /** @type {import("../../lib/form.js").FieldErrors} */
  let errors = new Map();
  /** @type {unknown} */
  let refusal;
  /** @type {readonly import("../cart.js").Change[]} */
  let accepted = [];
  const cost = new CartTotals();
  let country = SHOP.countries[0] ?? "";
  let region = "";
  let billsElsewhere = false;
  let billingCountry = country;
  /** @type {string | undefined} */
  let shippingMethod;
  let isPlacing = false;
  let isAccepting = false;

  /** @param {SubmitEvent} event */
  const submit = async (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    const current = cart.current;
    errors = fieldErrors(form);
    refusal = undefined;
    accepted = [];
    update();
    if (isPlacing || errors.size > 0 || current === undefined || cost.quote === undefined || !cost.isCurrent) {
      return;
    }
    isPlacing = true;
    update();
    const { "sandbox-card": ignored, ...body } = formBody(form);
    const { total } = cost.quote.totals;
    try {
      const { data } = await store.checkout({
        body: /** @type {import("../store.js").Schemas["Checkout"]} */ ({
          ...body, cartId: current.cartId, version: current.version, total, ...(total === 0 ? {} : { paymentToken: card.token }),
          ...(cart.codes.length === 0 ? {} : { codes: cart.codes }),
        }),
      });
      if (session.signed === undefined) {
        rememberOrder({ orderId: data.orderId, title: titleOfAll(current), placedAt: new Date().toISOString() });
      }
      cart.ordered();
      router.go(`/orders/${data.orderId}`, { replace: true });
      scrollTo({ top: 0, behavior: "instant" });
      document.querySelector("main")?.focus({ preventScroll: true });
      return;
    } catch (error) {
      await refused(error, form);
    }
    isPlacing = false;
    update();
    document.querySelector("main [role=alert]")?.scrollIntoView({ block: "center" });
  };

  /** @param {Event} event */
  const corrected = ({ target }) => {
    if (target instanceof HTMLInputElement && target.name.endsWith("Address.region")) {
      target.value = target.value.toUpperCase();
      if (target.name === "shippingAddress.region") {
        region = target.value;
        update();
      }
    }
    if (target instanceof HTMLInputElement && errors.delete(target.name)) {
      update();
    }
  };

  /**
   * @param {unknown} error
   * @param {HTMLFormElement} form
   */
  const refused = async (error, form) => {
    refusal = error;
    if (!(error instanceof ProblemError)) {
      return;
    }
    if (error.status === 400 && "errors" in error.problem) {
      errors = new Map((error.problem.errors ?? []).map(({ field, message }) => [field, message]));
      const first = [...errors.keys()].map((name) => form.elements.namedItem(name)).find((control) => control instanceof HTMLElement);
      /** @type {HTMLElement | undefined} */ (first)?.focus();
    } else if (error.status === 409) {
      const { problem } = error;
      if (problem.type === "urn:stampede:problem:hold-limit") {
        cart.limitTo(problem.skus.map((sku) => ({ sku, quantity: problem.maxUnits, isShort: false })));
      }
      cost.retry();
      // What the shopper sees from now on is what the store has.
      await cart.read().catch(() => undefined);
    }
  };

  const accept = async () => {
    isAccepting = true;
    update();
    try {
      accepted = await cart.accept();
      refusal = undefined;
    } catch (error) {
      refusal = error;
    }
    isAccepting = false;
    update();
  };

  /** What was wrong in one country is not in another. @param {string} of the address */
  const forgetCountry = (of) => ["postalCode", "region"].forEach((name) => errors.delete(`${of}.${name}`));

  /** @param {Event} event */
  const moved = (event) => {
    country = /** @type {HTMLSelectElement} */ (event.target).value;
    region = "";
    forgetCountry("shippingAddress");
    update();
  };

  /** @param {Event} event */
  const billed = (event) => {
    billingCountry = /** @type {HTMLSelectElement} */ (event.target).value;
    forgetCountry("billingAddress");
    update();
  };

  /** @param {Event} event */
  const chosenBilling = (event) => {
    billsElsewhere = /** @type {HTMLInputElement} */ (event.target).checked;
    billingCountry = country;
    update();
  };

  /** What the cart costs where it goes; the first method is chosen until the shopper chooses. @param {Cart} current */
  const quoteOf = (current) => {
    const methods = cost.quote?.shippingMethods ?? [];
    if (!methods.some(({ id }) => id === shippingMethod)) {
      shippingMethod = methods[0]?.id;
    }
    cost.ask(current, {
      country, ...(/^[A-Z0-9]{1,3}$/.test(region) ? { region } : {}), ...(shippingMethod === undefined ? {} : { shippingMethod }),
    });
    return cost.quote;
  };

  /**
   * @param {NonNullable<CartTotals["quote"]>} quote
   */
  const methodsView = ({ shippingMethods, currency }) => html`
    <fieldset class="stack" aria-busy=${cost.isAsking}>
      <legend><h2>Shipping</h2></legend>
      ${shippingMethods.length === 0 ? html`
        <div class="notice caution" role="status">${icon("warning")}<div><strong>We do not ship there</strong><p class="small">Choose another country, or other items.</p></div></div>` : nothing}
      <div class="card-choices">
        ${shippingMethods.map(({ id, name, price }) => html`
          <label class="card-choice">
            <input type="radio" name="shippingMethod" value=${id} .checked=${id === shippingMethod} @change=${() => { shippingMethod = id; update(); }}>
            <span><strong>${name}</strong><span class="small number soft">${price === 0 ? "Free" : money(price, currency)}</span></span>
          </label>`)}
      </div>
      ${errors.has("shippingMethod") ? html`<p class="error">${icon("warning")} ${errors.get("shippingMethod")}</p>` : nothing}
    </fieldset>`;

  /** @param {Cart} current */
  const view = (current) => {
    const quote = quoteOf(current);
    const canShip = quote !== undefined && (!quote.needsShipping || quote.shippingMethods.length > 0);
    const isFree = quote?.totals.total === 0;
    return html`
    <div class="page-width page-body stack loose">
      <h1>Checkout</h1>
      ${refusal === undefined ? nothing : refusalView(refusal, current)}
      ${warningsView(current, accept, isAccepting)}
      ${changesView(accepted, current.currency)}
      <form class="with-aside" novalidate @submit=${submit} @input=${corrected}>
        <div class="stack loose">
          <fieldset class="stack">
            <legend><h2>Contact</h2></legend>
            ${session.signed ? nothing : html`<p class="small soft">You order as a guest. <a href="/account">Sign in</a> to keep your orders together.</p>`}
            ${textField({ name: "email", label: "Email", type: "email", autocomplete: "email", maxLength: 254, errors, value: session.signed?.email,
              hint: "For the confirmation and everything that happens to the order" })}
            ${selectField({ name: "locale", label: "Write to me in", choices: EMAIL_LANGUAGES, value: EMAIL_LANGUAGE, errors })}
          </fieldset>
          <fieldset class="stack">
            <legend><h2>Delivery</h2></legend>
            ${textField({ name: "name", label: "Name", autocomplete: "name", errors })}
            ${addressView({ of: "shippingAddress", section: "shipping", country, moved, errors })}
            ${textField({ name: "shippingAddress.phone", label: "Phone", type: "tel", autocomplete: "tel", maxLength: 30, required: false, errors, hint: "For the carrier" })}
          </fieldset>
          <fieldset class="stack">
            <legend><h2>Billing address</h2></legend>
            <label class="check"><input type="checkbox" .checked=${live(billsElsewhere)} @change=${chosenBilling}> <span>Bill to another address</span></label>
            ${billsElsewhere ? html`
              ${textField({ name: "billingAddress.name", label: "Name on the invoice", autocomplete: "billing name", required: false, errors })}
              ${addressView({ of: "billingAddress", section: "billing", country: billingCountry, moved: billed, errors })}` : nothing}
          </fieldset>
          ${quote?.needsShipping ? methodsView(quote) : nothing}
          ${isFree ? nothing : html`
          <fieldset class="stack">
            <legend><h2>Payment</h2></legend>
            ${card.view()}
          </fieldset>`}
        </div>
        <aside class="panel stack sticky" aria-label="Your order">
          <div class="spread"><h2>Your order</h2><a class="small" href="/cart">Change</a></div>
          <ul class="summary-lines">${current.lines.map((line) => html`
            <li>
              <div class="frame">${pictureView(line.picture, "")}</div>
              <div class="grow"><strong>${line.title}</strong>
                <p class="small soft">${line.variant === "" ? nothing : html`${line.variant} · `}${line.quantity} × ${money(line.unitPrice, current.currency)}</p></div>
              <span class="price small">${money(line.lineTotal, current.currency)}</span>
            </li>`)}</ul>
          ${quote === undefined ? totalView(current.total, current.currency) : totalsView(quote.totals, quote.currency)}
          ${codesView(quote)}
          ${cost.error === undefined ? nothing : problemView(cost.error, () => cost.retry())}
          <button class="button accent wide tall" aria-busy=${isPlacing || cost.isAsking} ?disabled=${quote !== undefined && !canShip}>
            ${quote === undefined ? "Pay" : isFree ? "Place the order" : html`Pay ${money(quote.totals.total, quote.currency)}`}</button>
          <p class="small soft">You pay exactly this, or the order is not placed.</p>
        </aside>
      </form>
    </div>`;
  };

  return {
    title: () => "Checkout",
    view: () => cart.current !== undefined && cart.current.lines.length > 0 ? view(cart.current) : reading.view({
      loading: () => html`<div class="page-width page-body stack loose" aria-busy="true"><h1>Checkout</h1><div class="with-aside"><div class="skeleton block"></div><div class="skeleton block"></div></div></div>`,
      ready: () => html`
        <div class="page-width blank">${icon("cart")}<h1>There is nothing to check out</h1>
          ${refusal === undefined ? html`<p>Your cart is empty.</p>` : problemView(refusal)}
          <a class="button" href="/search">Look around</a></div>`,
      failed: (error, retry) => html`<div class="page-width page-body">${problemView(error, retry)}</div>`,
    }),
    close: () => {
      reading.close();
      cost.close();
    },
  };
}

/** The codes that do not apply. @param {import("../store.js").Schemas["CartTotals"] | undefined} quote */
function codesView(quote) {
  return (quote?.codes ?? []).filter(({ applies }) => !applies).map((outcome) => html`
    <div class="code-row">${refusedCodeView(outcome, quote?.currency)}
      <button class="button quiet compact" type="button" @click=${() => cart.removeCode(outcome.code)}>Remove</button></div>`);
}

/**
 * The fields of a postal address.
 *
 * @param {object} options
 * @param {string} options.of the member of the request's body
 * @param {"shipping" | "billing"} options.section for what the browser fills in
 * @param {string} options.country the chosen one
 * @param {(event: Event) => void} options.moved another country was chosen
 * @param {import("../../lib/form.js").FieldErrors} options.errors
 */
function addressView({ of, section, country, moved, errors }) {
  return html`
    ${textField({ name: `${of}.company`, label: "Company", autocomplete: `${section} organization`, required: false, errors })}
    ${textField({ name: `${of}.line1`, label: "Street and number", autocomplete: `${section} address-line1`, errors })}
    ${textField({ name: `${of}.line2`, label: "Apartment, floor", autocomplete: `${section} address-line2`, required: false, errors })}
    <div class="field-row">
      ${textField({ name: `${of}.postalCode`, label: "Postal code", required: requiresPostalCode(country), autocomplete: `${section} postal-code`, maxLength: 20, errors })}
      ${textField({ name: `${of}.city`, label: "City", autocomplete: `${section} address-level2`, maxLength: 100, errors })}
    </div>
    ${requiresRegion(country) ? textField({ name: `${of}.region`, label: "State or region", autocomplete: `${section} address-level1`, maxLength: 3,
      hint: "Its code, such as CA for California", errors }) : nothing}
    <div @change=${moved}>${selectField({ name: `${of}.country`, label: "Country", autocomplete: `${section} country`, choices: COUNTRIES, value: country, errors })}</div>`;
}

/** The language of a tag such as `de-AT`. @param {string} tag */
function languageOf(tag) {
  return tag.split("-")[0];
}

/**
 * @param {unknown} error
 * @param {Cart} current
 */
function refusalView(error, current) {
  if (!(error instanceof ProblemError)) {
    return problemView(error);
  }
  const { problem } = error;
  switch (problem.type) {
    case "urn:stampede:problem:sold-out":
    case "urn:stampede:problem:not-available":
      return notice(problem.type.endsWith("sold-out") ? "Sold out before you ordered" : "Not sold any more",
        html`<ul>${problem.skus.map((sku) => html`<li>${titleOf(current, sku)}</li>`)}</ul>
          <p>Nothing was ordered and nothing was charged.</p>`);
    case "urn:stampede:problem:price-changed":
      return notice("The price has changed",
        html`<ul>${problem.changes.map(({ sku, was, now, currency }) => html`<li>${titleOf(current, sku)}: <s>${money(was, currency)}</s> ${money(now, currency)}</li>`)}</ul>
          <p>Nothing was charged. Accept the new price to go on.</p>`);
    case "urn:stampede:problem:total-changed":
      return notice("The total has changed",
        html`<p>It is ${money(problem.total, problem.currency)} now. Nothing was ordered: check the total, then pay again.</p>`);
    case "urn:stampede:problem:shipping-unavailable":
      return notice("The shipping method is not available",
        html`<p>${problem.shippingMethods.length === 0 ? "We do not ship these items there." : "Choose another one, then pay again."} Nothing was ordered.</p>`);
    case "urn:stampede:problem:code-refused":
      return notice("A promotion code does not apply",
        html`<ul>${problem.codes.map((code) => html`<li>${code.code}: ${conditionText(code, current.currency)}</li>`)}</ul>
          <p>Nothing was ordered. Remove the code in the <a href="/cart">cart</a>, then pay again.</p>`);
    case "urn:stampede:problem:cart-changed":
      return notice("Your cart was changed in another window",
        html`<p>Nothing was ordered. Check what is in it now, then pay again.</p>`);
    case "urn:stampede:problem:cart-ordered":
      return notice("This cart is already ordered", problem.orderId
        ? html`<p><a href="/orders/${problem.orderId}">See the order</a></p>`
        : html`<p>Sign in as the customer who ordered it to see the order.</p>`);
    case "urn:stampede:problem:limit-per-order":
      return notice("More than one order can have",
        html`<ul>${problem.limits.map(({ sku, maxPerOrder }) => html`<li>${titleOf(current, sku)}: at most ${maxPerOrder}</li>`)}</ul>`);
    case "urn:stampede:problem:limit-per-customer":
      return notice("More than one customer can have",
        html`<ul>${problem.limits.map(({ sku, maxPerCustomer }) => html`<li>${titleOf(current, sku)}: at most ${maxPerCustomer}</li>`)}</ul>`);
    case "urn:stampede:problem:sign-in-required":
      return notice("Sign in to buy this",
        html`<ul>${problem.skus.map((sku) => html`<li>${titleOf(current, sku)}</li>`)}</ul><p><a href="/account">Sign in</a>, then order again.</p>`);
    case "urn:stampede:problem:hold-limit":
      // Waiting does not help an order that is too large by itself.
      return error.retryAfter === undefined ? notice("Too many of one item",
        html`<ul>${problem.skus.map((sku) => html`<li>${titleOf(current, sku)}: at most ${problem.maxUnits} units can be ordered at once</li>`)}</ul>
          <p>Nothing was ordered and nothing was charged. Change the quantity in the <a href="/cart">cart</a>.</p>`) : notice("Too many unpaid items",
        html`<ul>${problem.skus.map((sku) => html`<li>${titleOf(current, sku)}: at most ${problem.maxUnits} can be held unpaid</li>`)}</ul>
          <p>Pay or cancel your other orders first${retryText(error.retryAfter)}.</p>`);
    default:
      return problemView(error);
  }
}

/**
 * @param {string} title
 * @param {unknown} content
 */
function notice(title, content) {
  return html`<div class="notice negative" role="alert">${icon("warning")}<div><strong>${title}</strong>${content}</div></div>`;
}

/** @param {number | undefined} seconds */
function retryText(seconds) {
  return seconds === undefined ? "" : `, or wait ${Math.ceil(seconds / 60)} min`;
}

/** @param {Cart} current */
function titleOfAll({ lines }) {
  const first = lines[0]?.title ?? "";
  return lines.length === 1 ? first : `${first} and ${plural(lines.length - 1, "other")}`;
}

/**
 * @param {Cart} current
 * @param {string} sku
 */
function titleOf(current, sku) {
  const line = current.lines.find((known) => known.sku === sku);
  return line === undefined ? sku : `${line.title}${line.variant === "" ? "" : `, ${line.variant}`}`;
}
