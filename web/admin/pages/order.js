import { announce } from "../../lib/announce.js";
import { emailText } from "../../lib/email.js";
import { dateTime, money, plural } from "../../lib/format.js";
import { FollowedOrder } from "../../lib/followed-order.js";
import { html, nothing } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { problemKind } from "../../lib/problem.js";
import { toast } from "../../lib/toast.js";
import { update } from "../../lib/view.js";
import { chargedInPart, includedTaxes, partsOf } from "../../lib/totals.js";
import { copyButton } from "../../lib/copy-button.js";
import { ADMIN } from "../config.js";
import { afterSale } from "../parts/after-sale.js";
import { canCancel, statusOf } from "../parts/order-status.js";
import { timelineEntry } from "../parts/timeline.js";
import { store } from "../store.js";
import { notFoundView } from "./not-found.js";
import { adminProblemView } from "./sign-in.js";

/** @typedef {import("../store.js").Schemas["Order"]} Order */

/**
 * An order as it happens, and what can be done with it.
 *
 * @param {import("../../lib/router.js").Visit} visit
 * @returns {import("../../lib/router.js").Page}
 */
export function orderPage({ params }) {
  const orderId = params["orderId"] ?? "";
  const followed = new FollowedOrder(store, orderId, (order) => announce(statusOf(order.status).text));
  /** @type {string | undefined} */
  let running;
  /** @type {"cancel" | undefined} */
  let asked;
  /** @type {unknown} */
  let refusal;

  /**
   * @param {string} what
   * @param {string} done
   * @param {() => Promise<unknown>} call
   */
  const run = async (what, done, call) => {
    if (running !== undefined) {
      return;
    }
    running = what;
    refusal = undefined;
    update();
    try {
      await call();
      toast(done);
    } catch (error) {
      refusal = error;
    }
    running = undefined;
    asked = undefined;
    followed.refresh();
    update();
  };
  const parts = afterSale(orderId, run, () => running);
  const cancel = () => run("cancel", "The order is cancelled", () => store.cancelOrder({ orderId }));
  /** @param {"cancel" | undefined} what */
  const ask = (what) => {
    asked = what;
    update();
  };

  /**
   * @param {"cancel"} what
   * @param {{ question: string, text: string, yes: string, no: string, button: string }} words
   * @param {() => void} go
   */
  const confirmed = (what, { question, text, yes, no, button }, go) => asked === what
    ? html`<div class="notice caution"><div><strong>${question}</strong><p class="small">${text}</p>
        <div class="actions"><button class="button danger compact" type="button" aria-busy=${running === what} @click=${go}>${yes}</button>
          <button class="button secondary compact" type="button" @click=${() => ask(undefined)}>${no}</button></div></div></div>`
    : html`<button class="button secondary" type="button" @click=${() => ask(what)}>${button}</button>`;

  /** @param {Order} order */
  const actions = (order) => html`
    ${parts.actions(order)}
    ${canCancel(order.status) ? confirmed("cancel", {
      question: "Cancel this order?", text: order.authorization === undefined ? "It is not paid. Its units are for sale again." : "Its payment is not captured and is released. Its units are for sale again.", yes: "Yes, cancel it", no: "Keep it", button: "Cancel the order",
    }, cancel) : nothing}
    ${ADMIN.mailbox === "" || order.contact === undefined ? nothing : html`<a class="button quiet" href="${ADMIN.mailbox}${encodeURIComponent(order.reference)}">${icon("mail")} Emails about it</a>`}`;

  /** @param {Order} order */
  const view = (order) => {
    const { text, tone } = statusOf(order.status);
    const units = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
    return html`
      <div class="workspace-page stack loose">
        <nav class="breadcrumbs" aria-label="Path"><ol><li><a href="/admin/orders">Orders</a></li><li aria-current="page">${order.number}</li></ol></nav>
        <div class="stack tight">
          <div class="cluster"><h1>${money(order.total, order.currency)}</h1><span class="badge ${tone}">${text}</span></div>
          <p class="soft">${plural(units, "unit")}, placed ${dateTime(order.placedAt)}</p>
          <div class="cluster tight"><strong class="number">${order.number}</strong>${copyButton(() => order.number, "Copy the order number")}<code class="small soft">${order.reference}</code></div>
        </div>
        ${followed.error === undefined ? nothing : adminProblemView(followed.error, () => followed.refresh())}
        ${refusal === undefined ? nothing : adminProblemView(refusal)}
        <div class="with-aside">
          <div class="stack loose">
            <section class="panel stack" aria-labelledby="lines"><h2 id="lines">Lines</h2>
              <div class="table-scroll" tabindex="0" role="group" aria-labelledby="lines"><table class="table">
                <thead><tr><th scope="col">Product</th><th scope="col" class="number">Price</th><th scope="col" class="number">Quantity</th><th scope="col" class="number">Total</th></tr></thead>
                <tbody>${order.lines.map((line) => html`<tr>
                  <td><a class="row-link" href="/admin/products/${line.productId}">${line.name}</a><br><a class="small soft" href="/admin/stock/${line.sku}"><code>${line.sku}</code></a></td>
                  <td data-label="Price" class="number">${money(line.unitPrice, order.currency)}</td><td data-label="Quantity" class="number">${line.quantity}${partsOfLine(line)}</td><td data-label="Total" class="number price">${money(line.lineTotal, order.currency)}</td></tr>`)}
                </tbody>
                <tfoot>${partsOf(order.totals, order.currency).map(({ name, amount }) => html`
                  <tr class="part"><td colspan="3">${name}</td><td class="number">${amount}</td></tr>`)}
                  <tr><th scope="row" colspan="3">Total${includedTaxes(order.totals, order.currency).map((text) => html`<br><span class="small soft">${text}</span>`)}</th><td class="number price">${money(order.total, order.currency)}</td></tr>
                  ${order.authorization === undefined ? nothing : html`<tr class="part"><td colspan="3">Authorized, to be captured by ${dateTime(order.authorization.captureBefore)}</td><td class="number">${money(order.authorization.amount, order.currency)}</td></tr>`}
                  ${chargedInPart(order).map(({ name, amount }) => html`<tr class="part"><td colspan="3">${name}</td><td class="number">${amount}</td></tr>`)}
                  ${order.refunded === 0 ? nothing : html`<tr class="part"><td colspan="3">Refunded</td><td class="number">−${money(order.refunded, order.currency)}</td></tr>`}
                  ${order.disputed === undefined ? nothing : html`<tr class="part"><td colspan="3">Disputed at the bank</td><td class="number">−${money(order.disputed, order.currency)}</td></tr>`}
                  ${order.refundPending === 0 ? nothing : html`<tr class="part"><td colspan="3">Refund pending</td><td class="number">−${money(order.refundPending, order.currency)}</td></tr>`}</tfoot>
              </table></div></section>
            ${parts.history(order)}
            ${customerView(order)}
          </div>
          <div class="stack loose">
            ${actions(order)}
            <section class="panel stack" aria-labelledby="timeline"><h2 id="timeline">Timeline</h2>
              <ol class="timeline">${order.timeline?.map((entry) => timelineEntry(entry, order))}</ol></section>
          </div>
        </div>
      </div>`;
  };

  return {
    title: () => followed.order === undefined ? "" : `Order ${followed.order.number}`,
    view: () => {
      if (followed.order !== undefined) {
        return view(followed.order);
      }
      if (followed.error === undefined) {
        return html`<div class="workspace-page stack" aria-busy="true"><div class="skeleton block"></div></div>`;
      }
      return problemKind(followed.error) === "not-found" ? notFoundView("There is no order with this reference.")
        : html`<div class="workspace-page">${adminProblemView(followed.error, () => followed.refresh())}</div>`;
    },
    close: () => followed.close(),
  };
}

/** What happened to some units of a line. @param {Order["lines"][number]} line */
function partsOfLine({ quantity, shipped, cancelled, returned }) {
  const parts = [[shipped, "shipped"], [cancelled, "cancelled"], [returned, "returned"]].filter(([units]) => units !== 0 && units !== quantity || returned > 0 && units !== 0);
  return parts.length === 0 ? nothing : html`<br><span class="small soft">${parts.map(([units, word]) => `${units} ${word}`).join(", ")}</span>`;
}

/** @param {Order} order */
function customerView({ contact, notes }) {
  return html`
    <section class="panel stack" aria-labelledby="customer"><h2 id="customer">Customer</h2>
      <dl class="facts">
        <div><dt>Email</dt><dd>${contact === undefined ? "–" : emailText(contact.email)}</dd></div>
        ${contact?.name === undefined ? nothing : html`<div><dt>Name</dt><dd>${contact.name}</dd></div>`}
        ${addressView("Ships to", contact?.shippingAddress)}
        ${addressView("Billed to", contact?.billingAddress)}
        ${notes?.note === undefined ? nothing : html`<div><dt>Note to the shop</dt><dd class="multiline">${notes.note}</dd></div>`}
        ${notes?.giftMessage === undefined ? nothing : html`<div><dt>Gift message</dt><dd class="multiline">${notes.giftMessage}</dd></div>`}
        ${Object.entries(notes?.metadata ?? {}).map(([name, value]) => html`<div><dt><code>${name}</code></dt><dd class="multiline">${value}</dd></div>`)}
      </dl></section>`;
}

/**
 * @param {string} label
 * @param {import("../store.js").Schemas["Address"] | undefined} address
 */
function addressView(label, address) {
  if (address === undefined) {
    return nothing;
  }
  const { name, company, line1, line2, postalCode, city, region, country, phone } = address;
  const lines = [name, company, line1, line2, [postalCode, city, region].filter((part) => part !== undefined).join(" "), country, phone];
  return html`<div><dt>${label}</dt><dd>${lines.filter((line) => line !== undefined).map((line, i) => html`${i === 0 ? nothing : html`<br>`}${line}`)}</dd></div>`;
}
