import { announce } from "../../lib/announce.js";
import { money, timer } from "../../lib/format.js";
import { FollowedOrder } from "../../lib/followed-order.js";
import { formBody, textField } from "../../lib/form.js";
import { html, nothing } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { problemKind, problemView } from "../../lib/problem.js";
import { session } from "../../lib/session.js";
import { toast } from "../../lib/toast.js";
import { chargedInPart } from "../../lib/totals.js";
import { chosenUnits, shipmentsView, unitFields, unitsText } from "../../lib/units.js";
import { update } from "../../lib/view.js";
import { cart } from "../cart.js";
import { SHOP } from "../config.js";
import { totalsView } from "../parts/order-summary.js";
import { isUnpaid, reductionsOf, stateOf, stepsOf } from "../parts/order-state.js";
import { factView } from "../parts/order-facts.js";
import { sandboxCard } from "../parts/sandbox-card.js";
import { router } from "../routes.js";
import { store } from "../store.js";
import { notFoundView } from "./not-found.js";

/** @typedef {import("../store.js").Schemas["Order"]} Order */

const SECOND_MILLIS = 1000;

const RETURN_STATUS = { REQUESTED: "Requested", APPROVED: "Approved: please send it back", REFUSED: "Refused", RECEIVED: "Received", REFUNDED: "Refunded" };

/**
 * An order as it happens: the page waits for each change.
 *
 * @param {import("../../lib/router.js").Visit} visit
 * @returns {import("../../lib/router.js").Page}
 */
export function orderPage({ params }) {
  const orderId = params["orderId"] ?? "";
  const card = sandboxCard("Another test card");
  /** @type {string | undefined} */
  let running;
  let isCancelAsked = false;
  /** @type {unknown} */
  let refusal;
  const followed = new FollowedOrder(store, orderId, (order) => announce(stateOf(order).title));
  let isProviderAsked = false;
  // For the time that is left to pay.
  const clock = setInterval(() => {
    if (!isProviderAsked && followed.order?.status === "PAYMENT_ACTION_REQUIRED") {
      isProviderAsked = true;
      askProvider();
    }
    if (followed.order?.heldUntil !== undefined && isUnpaid(followed.order)) {
      update();
    }
  }, SECOND_MILLIS);

  /**
   * @param {string} what
   * @param {() => Promise<unknown>} call
   */
  const run = async (what, call) => {
    if (running !== undefined) {
      return;
    }
    running = what;
    refusal = undefined;
    update();
    try {
      await call();
    } catch (error) {
      refusal = error;
    }
    running = undefined;
    followed.refresh();
    update();
  };
  /** Whoever comes back from the bank is not kept waiting for its callback. */
  const askProvider = () => {
    if (!document.hidden && followed.order?.status === "PAYMENT_ACTION_REQUIRED") {
      // The order is followed in any case, and the provider's callback has the same effect.
      store.refreshPayment({ orderId }).catch(() => {});
    }
  };
  document.addEventListener("visibilitychange", askProvider);
  const pay = () => run("pay", () => store.submitPayment({ orderId, body: { paymentToken: card.token } }));
  const cancel = () => run("cancel", () => store.cancelOrder({ orderId })).then(() => askToCancel(false));
  /** @param {boolean} isAsked */
  const askToCancel = (isAsked) => {
    isCancelAsked = isAsked;
    update();
  };
  let returnKey = crypto.randomUUID();
  /** @param {SubmitEvent} event */
  const requestReturn = (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    const { reason } = formBody(form);
    run("return", async () => {
      await store.requestReturn({ orderId, idempotencyKey: returnKey, body: { lines: chosenUnits(form), ...(reason === undefined ? {} : { reason }) } });
      returnKey = crypto.randomUUID();
      form.reset();
    });
  };
  const claim = () => run("claim", async () => {
    await store.claimOrder({ orderId });
    toast("The order is in your account", { href: "/account", text: "My orders" });
  });
  const reorder = () => run("reorder", async () => {
    await cart.restore(followed.order === undefined ? [] : reductionsOf(followed.order));
    router.go("/cart");
  });

  /** @param {Order} order */
  const view = (order) => {
    const state = stateOf(order);
    const isOver = order.heldUntil !== undefined && Date.parse(order.heldUntil) <= Date.now();
    return html`
      <div class="page-width page-body stack loose">
        <section class="order-state ${state.tone}" aria-labelledby="state">
          <span class="order-icon">${state.isMoving ? html`<span class="spinner"></span>` : icon(state.icon)}</span>
          <div class="stack tight grow">
            <p class="overline" data-reference=${order.reference}>Order <span class="number">${order.number}</span></p>
            <h1 id="state">${state.title}</h1>
            <p class="lead">${state.text}</p>
            ${isUnpaid(order) && order.heldUntil !== undefined ? html`
              <p class="hold number">${icon("clock")} ${isOver ? "The hold is over" : html`Held for you for <strong>${timer(Date.parse(order.heldUntil) - Date.now())}</strong>`}</p>` : nothing}
          </div>
        </section>
        ${stepsView(order)}
        ${followed.error === undefined ? nothing : problemView(followed.error, () => followed.refresh())}
        ${refusal === undefined ? nothing : problemView(refusal)}
        <div class="with-aside">
          <div class="stack loose">
            ${order.status === "PAYMENT_DECLINED" || order.status === "PAYMENT_ACTION_REQUIRED" ? payView(order) : nothing}
            <section class="stack" aria-labelledby="lines">
              <h2 id="lines">Items</h2>
              <ul class="order-lines">${order.lines.map((line) => html`
                <li class="spread">
                  <span><a href="/products/id/${line.productId}?sku=${encodeURIComponent(line.sku)}">${line.name}</a><br>
                    <span class="small soft">${line.quantity} × ${money(line.unitPrice, order.currency)}${line.cancelled > 0 ? `, ${line.cancelled} cancelled` : ""}${line.returned > 0 ? `, ${line.returned} returned` : ""}</span></span>
                  <span class="price">${money(line.lineTotal, order.currency)}</span>
                </li>`)}</ul>
              ${totalsView(order.totals, order.currency)}
              ${chargedInPart(order).map(({ name, amount }) => html`<p class="spread"><span>${name}</span><span class="price">${amount}</span></p>`)}
              ${order.refunded === 0 ? nothing : html`<p class="spread"><span>Refunded</span><span class="price">−${money(order.refunded, order.currency)}</span></p>`}
              ${order.refundPending === 0 ? nothing : html`<p class="spread"><span>Refund on its way</span><span class="price">−${money(order.refundPending, order.currency)}</span></p>`}
            </section>
            ${(order.shipments ?? []).length === 0 ? nothing : html`<section class="stack" aria-labelledby="parcels"><h2 id="parcels">Parcels</h2>
              <ul class="stack plain-list">${shipmentsView(order.shipments, order)}</ul></section>`}
            ${returnsView(order)}
          </div>
          <aside class="stack loose">
            <section class="panel stack" aria-labelledby="timeline">
              <h2 id="timeline">What happened</h2>
              <ol class="timeline">${order.timeline?.map((fact) => factView(fact, order))}</ol>
            </section>
            ${actionsView(order)}
          </aside>
        </div>
      </div>`;
  };

  /** @param {Order} order */
  const payView = (order) => html`
    <section class="panel stack" aria-labelledby="retry">
      <h2 id="retry">${order.status === "PAYMENT_DECLINED" ? "Pay with another card" : "Confirm the payment"}</h2>
      ${order.paymentDue?.actionUrl === undefined ? retryView(order) : html`
        <p>Your bank wants you to confirm the payment of ${money(order.total, order.currency)}. You come back here afterward.</p>
        <a class="button accent" href=${order.paymentDue.actionUrl}>Confirm at the bank ${icon("external")}</a>
        <details><summary>Pay with another card instead</summary>${retryView(order)}</details>`}
    </section>`;

  /** @param {Order} order */
  const retryView = (order) => html`
    <form class="stack" @submit=${(/** @type {Event} */ event) => { event.preventDefault(); pay(); }}>
      ${card.view()}
      <button class="button accent" aria-busy=${running === "pay"}>Pay ${money(order.total, order.currency)}</button>
    </form>`;

  /** @param {Order} order */
  const returnsView = (order) => html`
    ${(order.returns ?? []).length === 0 ? nothing : html`<section class="stack" aria-labelledby="returns"><h2 id="returns">Returns</h2>
      <ul class="stack plain-list">${order.returns?.map(({ lines, status, refusal }) => html`<li><strong>${unitsText(lines, order)}</strong>
        <span class="badge ${status === "REFUSED" ? "negative" : status === "REQUESTED" ? "caution" : "positive"}">${RETURN_STATUS[status]}</span>
        ${refusal === undefined ? nothing : html`<br><span class="small soft multiline">${refusal}</span>`}</li>`)}</ul></section>`}
    ${order.lines.every(({ returnable }) => returnable === 0) ? nothing : html`
      <form class="panel stack" aria-labelledby="return" @submit=${requestReturn}>
        <h2 id="return">Return items</h2>
        ${unitFields({ id: "return", order, from: "returnable" })}
        ${textField({ name: "reason", label: "What is wrong with them?", errors: new Map(), required: false, maxLength: 500 })}
        <button class="button secondary" aria-busy=${running === "return"}>Ask for a return</button>
      </form>`}`;

  const cancelView = () => isCancelAsked
    ? html`
      <div class="notice caution"><div><strong>Cancel this order?</strong>
        <div class="actions">
          <button class="button danger compact" type="button" aria-busy=${running === "cancel"} @click=${cancel}>Yes, cancel it</button>
          <button class="button secondary compact" type="button" @click=${() => askToCancel(false)}>Keep it</button>
        </div></div></div>`
    : html`<button class="button secondary" type="button" @click=${() => askToCancel(true)}>Cancel the order</button>`;

  /** @param {Order} order */
  const actionsView = (order) => {
    const { canCancel, canReorder } = stateOf(order);
    const isClaimable = session.signed !== undefined && order.contact === undefined;
    return html`
      <section class="stack tight" aria-label="Actions">
        ${canReorder ? html`<button class="button" type="button" aria-busy=${running === "reorder"} @click=${reorder}>Back to the cart</button>` : nothing}
        ${isClaimable ? html`<button class="button secondary" type="button" aria-busy=${running === "claim"} @click=${claim}>Add to my orders</button>` : nothing}
        ${canCancel ? cancelView() : nothing}
        ${SHOP.mailbox === "" ? nothing : html`<a class="button quiet" href=${SHOP.mailbox}>${icon("mail")} Emails about it</a>`}
        ${session.signed === undefined ? html`<p class="small soft">This page's address is the key to your order: keep it, and keep it to yourself.</p>` : nothing}
      </section>`;
  };

  return {
    title: () => followed.order === undefined ? "" : stateOf(followed.order).title,
    view: () => {
      if (followed.order !== undefined) {
        return view(followed.order);
      }
      if (followed.error === undefined) {
        return html`<div class="page-width page-body stack loose" aria-busy="true"><div class="skeleton block"></div></div>`;
      }
      return problemKind(followed.error) === "not-found"
        ? notFoundView("There is no such order, or it is in somebody's account: sign in to see it.")
        : html`<div class="page-width page-body">${problemView(followed.error, () => followed.refresh())}</div>`;
    },
    close: () => {
      clearInterval(clock);
      document.removeEventListener("visibilitychange", askProvider);
      followed.close();
    },
  };
}

/** @param {Order} order */
function stepsView(order) {
  const steps = stepsOf(order);
  return html`
    <ol class="steps" aria-label="Progress">
      ${steps.map(({ name, state }) => html`
        <li class=${state} aria-current=${state === "current" ? "step" : nothing}>
          <span class="step-mark">${state === "done" ? icon("check") : state === "failed" ? icon("cross") : nothing}</span>
          <span>${name}<span class="visually-hidden">: ${state === "done" ? "done" : state === "failed" ? "did not happen" : state === "current" ? "in progress" : "not yet"}</span></span>
        </li>`)}
    </ol>`;
}
