import { dateTime, money, minorUnits } from "../../lib/format.js";
import { formBody, textField } from "../../lib/form.js";
import { html, nothing } from "../../lib/html.js";
import { chosenUnits, shipmentsView, unitFields, unitsText } from "../../lib/units.js";
import { update } from "../../lib/view.js";
import { ADMIN } from "../config.js";
import { store } from "../store.js";

/** @typedef {import("../store.js").Schemas["Order"]} Order */
/** @typedef {(what: string, done: string, call: () => Promise<unknown>) => void} Run */

const NO_ERRORS = new Map();

const REFUND_STATUS = { PENDING: "Pending", FAILED: "Failed", REFUNDED: "Refunded", SETTLED: "Settled by hand" };
const RETURN_STATUS = { REQUESTED: "Requested", APPROVED: "Approved", REFUSED: "Refused", RECEIVED: "Received", REFUNDED: "Refunded" };

/**
 * Ships, cancels and refunds parts of an order, and shows what was done. A key in each request keeps a second press of a button
 * from doing it twice.
 *
 * @param {string} orderId
 * @param {Run} run
 * @param {() => string | undefined} running
 */
export function afterSale(orderId, run, running) {
  let idempotencyKey = crypto.randomUUID();
  /** What a refund does, while it is asked whether to do it. @type {string | undefined} */
  let question;
  /**
   * @param {string} what
   * @param {string} done
   * @param {(form: HTMLFormElement, key: string) => Promise<unknown>} call
   */
  const submit = (what, done, call) => (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    run(what, done, async () => {
      await call(form, idempotencyKey);
      idempotencyKey = crypto.randomUUID();
      question = undefined;
      form.reset();
    });
  };
  /** @param {HTMLFormElement} form */
  const linesOf = (form) => {
    const lines = chosenUnits(form);
    return lines.length === 0 ? {} : { lines };
  };
  /** @param {HTMLFormElement} form @param {string} name */
  const isChecked = (form, name) => new FormData(form).has(name);

  const capture = () => run("capture", "The payment is being captured", () => store.capturePayment({ orderId }));
  const settle = () => run("settle-capture", "The order is paid", () => store.settleCapture({ orderId, body: {} }));
  /** The payment is authorized and not captured. @param {Order} order */
  const captureView = ({ status, authorization, currency }) => authorization === undefined ? nothing : html`
    <section class="panel stack" aria-labelledby="capture"><h2 id="capture">Payment</h2>
      <p>${money(authorization.amount, currency)} ${status === "CAPTURE_PENDING" ? "is being captured." : status === "CAPTURE_FAILED" ? "could not be captured." : html`is authorized until ${dateTime(authorization.captureBefore)}, and captured with the first parcel.`}</p>
      ${authorization.failure === undefined ? nothing : html`<p class="small">The payment provider refused: <code>${authorization.failure}</code></p>`}
      ${status === "CAPTURE_PENDING" ? nothing : html`<div class="actions">
        <button class="button secondary" type="button" aria-busy=${running() === "capture"} @click=${capture}>${status === "CAPTURE_FAILED" ? "Try again" : "Capture now"}</button>
        ${status === "CAPTURE_FAILED" ? html`<button class="button secondary" type="button" aria-busy=${running() === "settle-capture"} @click=${settle}>It was paid otherwise</button>` : nothing}</div>`}
    </section>`;

  /** @param {Order} order */
  const shipForm = (order) => html`
    <form class="panel stack" aria-labelledby="ship" @submit=${submit("ship", order.authorization === undefined ? "The parcel is on its way" : "The payment is being captured first", (form, key) => {
      const { carrier, trackingNumber, trackingUrl } = formBody(form);
      return store.shipOrder({ orderId, idempotencyKey: key, body: { carrier, trackingNumber, trackingUrl, ...linesOf(form) } });
    })}>
      <h2 id="ship">Ship</h2>
      ${unitFields({ id: "ship", order, from: "shippable", isAll: true })}
      ${textField({ name: "carrier", label: "Carrier", errors: NO_ERRORS, required: false, maxLength: 100, list: "carriers" })}
      <datalist id="carriers">${ADMIN.carriers.map((carrier) => html`<option value=${carrier}></option>`)}</datalist>
      ${textField({ name: "trackingNumber", label: "Tracking number", errors: NO_ERRORS, required: false, maxLength: 100 })}
      ${textField({ name: "trackingUrl", label: "Tracking link", type: "url", errors: NO_ERRORS, required: false, maxLength: 500 })}
      <p class="small soft">The customer gets an email with these.${order.authorization === undefined ? "" : " The payment is captured first: hand the parcel over when the order is shown as shipped."}</p>
      <button class="button" aria-busy=${running() === "ship"}>Mark as shipped</button>
    </form>`;

  /** @param {Order} order */
  const cancelForm = (order) => html`
    <form class="panel stack" aria-labelledby="cancel-units" @submit=${submit("cancel-units", "The units are cancelled", (form, key) =>
      store.cancelUnits({ orderId, idempotencyKey: key, body: { lines: chosenUnits(form), restock: isChecked(form, "restock"), ...reason(form) } }))}>
      <h2 id="cancel-units">Cancel units</h2>
      ${unitFields({ id: "cancel", order, from: "shippable" })}
      ${textField({ name: "reason", label: "Reason", errors: NO_ERRORS, required: false, maxLength: 500 })}
      <label class="check"><input type="checkbox" name="restock" checked> Put them on sale again</label>
      <button class="button secondary" aria-busy=${running() === "cancel-units"}>${order.authorization === undefined ? "Cancel and refund" : "Cancel them"}</button>
    </form>`;

  /** @param {Event} event @param {Order} order */
  const askToRefund = (event, order) => {
    const form = /** @type {HTMLButtonElement} */ (event.currentTarget).form;
    if (form?.reportValidity() !== true) {
      return;
    }
    const { amount } = formBody(form);
    const lines = chosenUnits(form);
    const what = [amount === undefined ? undefined : `${amount} ${order.currency}`, lines.length === 0 ? undefined : unitsText(lines, order)].filter((part) => part !== undefined);
    question = what.length > 0 ? `The customer gets the money for: ${what.join(", ")}.`
      : `${money(order.refundable, order.currency)} goes back to the customer. What has not shipped is cancelled.`;
    update();
  };
  const keep = () => {
    question = undefined;
    update();
  };

  /** @param {Order} order */
  const refundForm = (order) => html`
    <form class="panel stack" aria-labelledby="refund" @submit=${submit("refund", "The refund is on its way", (form, key) => {
      const { amount: text } = formBody(form);
      const amount = text === undefined ? undefined : minorUnits(text, order.currency);
      if (text !== undefined && amount === undefined) {
        throw new Error(`${text} is not an amount in ${order.currency}.`);
      }
      return store.refundOrder({ orderId, idempotencyKey: key, body: {
        ...(amount === undefined ? {} : { amount }), ...linesOf(form), ...reason(form),
        ...(chosenUnits(form).length > 0 || amount === undefined ? { restock: isChecked(form, "restock") } : {}),
      } });
    })}>
      <h2 id="refund">Refund</h2>
      <p class="small soft">${money(order.refundable, order.currency)} can be refunded. Without units and amount, all of it is, and the order ends.</p>
      ${unitFields({ id: "refund", order, from: "both" })}
      ${textField({ name: "amount", label: `Amount in ${order.currency}`, errors: NO_ERRORS, required: false, maxLength: 20 })}
      ${textField({ name: "reason", label: "Reason", errors: NO_ERRORS, required: false, maxLength: 500, hint: "The customer can see it." })}
      <label class="check"><input type="checkbox" name="restock" ?checked=${order.shipments?.length === 0}> Put the units on sale again</label>
      ${question === undefined
        ? html`<button class="button secondary" type="button" @click=${(/** @type {Event} */ event) => askToRefund(event, order)}>Refund</button>`
        : html`<div class="notice caution"><div><strong>Refund?</strong><p class="small">${question}</p>
          <div class="actions"><button class="button danger compact" aria-busy=${running() === "refund"}>Yes, refund it</button>
            <button class="button secondary compact" type="button" @click=${keep}>Keep it</button></div></div></div>`}
    </form>`;

  /** @param {NonNullable<Order["refunds"]>[number]} refund @param {Order} order */
  const refundView = ({ refundId, amount, status, lines, reason: why, failure }, order) => html`
    <li class="stack tight"><span><strong>${money(amount, order.currency)}</strong> <span class="badge ${status === "FAILED" ? "negative" : status === "PENDING" ? "caution" : "positive"}">${REFUND_STATUS[status]}</span></span>
      ${lines.length === 0 ? nothing : html`<span class="small">${unitsText(lines, order)}</span>`}
      ${why === undefined ? nothing : html`<span class="small soft multiline">${why}</span>`}
      ${status !== "FAILED" ? nothing : html`<span class="small">The payment provider refused: <code>${failure}</code></span>
        <div class="actions"><button class="button compact" type="button" @click=${() => run("retry", "The payment provider is asked again", () => store.retryRefund({ orderId, refundId }))}>Try again</button>
          <button class="button secondary compact" type="button" @click=${() => run("settle", "The refund is settled", () => store.settleRefund({ orderId, refundId, body: {} }))}>I have paid it otherwise</button></div>`}
    </li>`;

  /** @param {NonNullable<Order["returns"]>[number]} found @param {Order} order */
  const returnView = ({ returnId, status, lines, reason: why, refusal }, order) => {
    const step = { orderId, returnId };
    return html`
      <li class="stack tight"><span><strong>${unitsText(lines, order)}</strong> <span class="badge ${status === "REQUESTED" ? "caution" : status === "REFUSED" ? "negative" : "positive"}">${RETURN_STATUS[status]}</span></span>
        ${why === undefined ? nothing : html`<span class="small soft multiline">${why}</span>`}
        ${refusal === undefined ? nothing : html`<span class="small soft multiline">Refused: ${refusal}</span>`}
        <div class="actions">
          ${status === "REQUESTED" ? html`<button class="button compact" type="button" @click=${() => run("return", "The return is approved", () => store.approveReturn(step))}>Approve</button>` : nothing}
          ${status === "APPROVED" ? html`
            <button class="button compact" type="button" @click=${() => run("return", "The units are back in stock", () => store.receiveReturn({ ...step, body: { restock: true } }))}>Received, sell again</button>
            <button class="button secondary compact" type="button" @click=${() => run("return", "The return is received", () => store.receiveReturn({ ...step, body: { restock: false } }))}>Received, don't sell</button>` : nothing}
          ${status === "REQUESTED" || status === "APPROVED" ? html`<button class="button secondary compact" type="button" @click=${() => run("return", "The return is refused", () => store.refuseReturn({ ...step, body: {} }))}>Refuse</button>` : nothing}
          ${status === "RECEIVED" ? html`<button class="button compact" type="button" @click=${() => run("return", "The refund is on its way", () => store.refundReturn({ ...step, body: {} }))}>Refund the return</button>` : nothing}
        </div></li>`;
  };

  return {
    /** What can be done. @param {Order} order */
    actions: (order) => {
      const isPaid = order.refundable > 0 && order.status !== "PAID_LATE" && order.status !== "PAID_LATE_RESERVED";
      const canShip = order.status !== "CAPTURE_PENDING" && order.lines.some(({ shippable }) => shippable > 0);
      return html`${captureView(order)}${canShip ? shipForm(order) : nothing}${canShip ? cancelForm(order) : nothing}${isPaid ? refundForm(order) : nothing}`;
    },
    /** What was done. @param {Order} order */
    history: (order) => html`
      ${listed("parcels", "Parcels", shipmentsView(order.shipments, order))}
      ${listed("refunds", "Refunds", (order.refunds ?? []).map((refund) => refundView(refund, order)))}
      ${listed("returns", "Returns", (order.returns ?? []).map((found) => returnView(found, order)))}`,
  };
}

/** @param {HTMLFormElement} form */
function reason(form) {
  const { reason: text } = formBody(form);
  return text === undefined ? {} : { reason: text };
}

/** @param {string} id @param {string} title @param {readonly unknown[]} items */
function listed(id, title, items) {
  return items.length === 0 ? nothing : html`
    <section class="panel stack" aria-labelledby=${id}><h2 id=${id}>${title}</h2><ul class="stack plain-list">${items}</ul></section>`;
}
