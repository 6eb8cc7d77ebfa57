import { html, nothing, repeat } from "../../lib/html.js";
import { money, plural } from "../../lib/format.js";
import { icon } from "../../lib/icons.js";
import { Loading } from "../../lib/loading.js";
import { problemKind, problemView } from "../../lib/problem.js";
import { update } from "../../lib/view.js";
import { cart } from "../cart.js";
import { changesView } from "../parts/changes.js";
import { CartTotals } from "../cart-totals.js";
import { shippingHint, totalView, totalsView } from "../parts/order-summary.js";
import { shortageText } from "../parts/order-state.js";
import { availabilityBadge, pictureView } from "../parts/product-card.js";
import { promotionCodesView } from "../parts/promotion-codes.js";
import { quantityStepper } from "../parts/quantity.js";

/** @typedef {import("../cart.js").Cart} Cart */
/** @typedef {Cart["lines"][number]} Line */

/** @returns {import("../../lib/router.js").Page} */
export function cartPage() {
  const reading = new Loading((signal) => cart.read(signal).then(() => true));
  /** @type {unknown} */
  let failure;
  /** @type {string | undefined} what is being changed: a SKU, or "accept", "reduce" or "note" */
  let changing;
  /** @type {readonly import("../cart.js").Change[]} */
  let accepted = [];

  /**
   * @param {string} what
   * @param {() => Promise<void>} call
   */
  const change = async (what, call) => {
    if (changing !== undefined) {
      return;
    }
    changing = what;
    failure = undefined;
    accepted = [];
    update();
    try {
      await call();
    } catch (error) {
      failure = error;
    }
    changing = undefined;
    update();
  };
  const accept = () => change("accept", async () => {
    accepted = await cart.accept();
  });

  const reduce = () => change("reduce", () => cart.reduce());

  /** @param {Cart} current */
  const reductionsView = ({ lines }) => cart.reductions.length === 0 ? nothing : html`
    <div class="notice caution" role="status">${icon("warning")}
      <div><strong>Your order could not have all of this</strong>
        <ul class="small">${cart.reductions.map(({ sku, quantity, isShort }) => {
          const line = lines.find((known) => known.sku === sku);
          const name = line === undefined ? sku : `${line.title}${line.variant === "" ? "" : `, ${line.variant}`}`;
          return html`<li>${isShort ? shortageText({ name, requested: line?.quantity ?? 0, available: quantity }) : `${name}: at most ${quantity} units can be ordered at once.`}</li>`;
        })}</ul>
        <div class="actions"><button class="button compact" type="button" aria-busy=${changing === "reduce"} @click=${reduce}>
          ${cart.reductions.every(({ quantity }) => quantity === 0) ? "Remove what is sold out" : cart.reductions.every(({ isShort }) => isShort) ? "Take what is left" : "Change the quantity"}</button></div></div></div>`;

  const cost = new CartTotals();

  /** @param {Cart} current */
  const quoteOf = (current) => cost.quote?.version === current.version ? cost.quote : undefined;
  /** @param {Cart} current */
  const totals = (current) => {
    cost.ask(current, {});
    const quote = quoteOf(current);
    return quote === undefined
      ? totalView(current.total, current.currency)
      : html`${totalsView(quote.totals, quote.currency)}${shippingHint(quote.needsShipping)}`;
  };

  /** @param {Cart} current */
  const view = (current) => html`
    <div class="page-width page-body stack loose">
      <div class="spread"><h1>Cart</h1><span class="soft">${plural(cart.units, "item")}</span></div>
      ${warningsView(current, accept, changing === "accept")}
      ${reductionsView(current)}
      ${changesView(accepted, current.currency)}
      ${failure === undefined ? nothing : failureView(failure)}
      <div class="with-aside">
        <ul class="cart-lines">${repeat(current.lines, ({ sku }) => sku, (line) => html`<li>${lineView(current, line)}</li>`)}</ul>
        <aside class="panel stack sticky" aria-label="Summary">
          ${totals(current)}
          ${promotionCodesView(quoteOf(current))}
          ${noteView(current)}
          <a class="button wide tall" href="/checkout">Check out</a>
          <p class="small soft">Items are reserved when you check out, not while they are in the cart.</p>
        </aside>
      </div>
    </div>`;

  /**
   * @param {Cart} current
   * @param {Line} line
   */
  const lineView = (current, line) => html`
    <article class="cart-line" aria-busy=${changing === line.sku}>
      <a class="frame" href=${productLink(line)} tabindex="-1" aria-hidden="true">${pictureView(line.picture, "")}</a>
      <div class="stack tight grow">
        <div class="spread">
          <h2><a href=${productLink(line)}>${line.title}</a></h2>
          <p class="price">${money(line.lineTotal, current.currency)}</p>
        </div>
        <p class="small soft">${line.variant === "" ? nothing : html`${line.variant} · `}${money(line.unitPrice, current.currency)} each</p>
        ${line.availability === "LOW" ? html`<p>${availabilityBadge(line.availability)}</p>` : nothing}
        ${line.warnings.map((warning) => html`<p class="small line-warning">${icon("warning")} ${lineWarning(warning, line, current)}</p>`)}
        <div class="cluster">
          ${quantityStepper({
            label: `Quantity of ${line.title}`, value: line.quantity, max: line.maxPerOrder === undefined ? line.maxPerCustomer : Math.min(line.maxPerOrder, line.maxPerCustomer ?? line.maxPerOrder),
            changed: (quantity) => change(line.sku, () => cart.set(line.sku, quantity)),
          })}
          <button class="button quiet compact" type="button" aria-label="Remove ${line.title}"
            @click=${() => change(line.sku, () => cart.remove(line.sku))}>${icon("trash")} Remove</button>
        </div>
      </div>
    </article>`;

  /** @param {Cart} current */
  const noteView = (current) => {
    /** @param {Event} event */
    const changed = (event) => {
      const form = /** @type {HTMLElement} */ (event.currentTarget);
      const texts = [...form.querySelectorAll("input")].map((input) => [input.name, input.value.trim()]);
      return change("note", () => cart.describe(Object.fromEntries(texts.filter(([, text]) => text !== ""))));
    };
    return html`
      <details class="notes" ?open=${current.note !== undefined || current.giftMessage !== undefined}>
        <summary>Add a note or a gift message</summary>
        <div class="stack" @change=${changed}>
          <label class="field"><span class="label">Note to the shop</span><input class="input" name="note" maxlength="500" .value=${current.note ?? ""}></label>
          <label class="field"><span class="label">Gift message</span><input class="input" name="giftMessage" maxlength="500" .value=${current.giftMessage ?? ""}></label>
        </div>
      </details>`;
  };

  return {
    title: () => "Cart",
    view: () => cart.current !== undefined && cart.current.lines.length > 0 ? view(cart.current) : reading.view({
      loading: () => html`<div class="page-width page-body stack loose" aria-busy="true"><h1>Cart</h1><div class="with-aside"><div class="skeleton block"></div><div class="skeleton block"></div></div></div>`,
      ready: () => emptyView(failure),
      failed: (error, retry) => html`<div class="page-width page-body stack loose"><h1>Cart</h1>${problemView(error, retry)}</div>`,
    }),
    close: () => {
      reading.close();
      cost.close();
    },
  };
}

/** @param {unknown} failure */
function emptyView(failure) {
  return html`
    <div class="page-width blank">
      ${icon("cart")}
      <h1>Your cart is empty</h1>
      ${failure === undefined ? nothing : failureView(failure)}
      <p>What you add stays here, also when you come back later.</p>
      <a class="button" href="/search">Look around</a>
    </div>`;
}

/** @param {unknown} error */
function failureView(error) {
  return problemKind(error) !== "version-mismatch" ? problemView(error) : html`
    <div class="notice caution" role="alert">${icon("warning")}
      <div><strong>The cart was changed in another window</strong><p>This is how it is now. Your last change was not made.</p></div></div>`;
}

/**
 * @param {Cart} current
 * @param {() => void} accept
 * @param {boolean} isAccepting
 */
export function warningsView(current, accept, isAccepting) {
  const onLines = current.warnings.filter(({ sku }) => sku !== undefined);
  return onLines.length === 0 ? nothing : html`
    <div class="notice caution" role="alert">
      ${icon("warning")}
      <div>
        <strong>Some things have changed since you added them</strong>
        <ul class="small">${onLines.map((warning) => {
          const line = current.lines.find(({ sku }) => sku === warning.sku);
          return line === undefined ? nothing : html`<li><strong>${line.title}${line.variant === "" ? "" : `, ${line.variant}`}</strong>: ${lineWarning(warning, line, current)}</li>`;
        })}</ul>
        <div class="actions"><button class="button compact" type="button" aria-busy=${isAccepting} @click=${accept}>Accept these changes</button></div>
      </div>
    </div>`;
}

/**
 * @param {Cart["warnings"][number]} warning
 * @param {Line} line
 * @param {Cart} current
 */
function lineWarning({ code }, line, current) {
  switch (code) {
    case "PRICE_CHANGED":
      return `the price was ${money(line.unitPrice, current.currency)} and is now ${money(line.priceNow ?? line.unitPrice, line.currencyNow ?? current.currency)}`;
    case "NOT_ENOUGH_STOCK":
      return "sold out";
    case "NOT_AVAILABLE":
      return "not sold any more";
    case "LIMIT_PER_CUSTOMER":
      return `one customer can have at most ${line.maxPerCustomer ?? 0}`;
    case "SIGN_IN_REQUIRED":
      return html`sold to customers who have <a href="/account">signed in</a>`;
    case "LIMIT_PER_ORDER":
      return `one order can have at most ${line.maxPerOrder ?? 0}`;
    default:
      return code;
  }
}

/** @param {Line} line */
function productLink({ productId, sku }) {
  return `/products/id/${productId}?sku=${encodeURIComponent(sku)}`;
}
