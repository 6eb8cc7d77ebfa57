import { amountHint, dateTime, minorUnits, money } from "../../lib/format.js";
import { formBody, selectField, textField } from "../../lib/form.js";
import { html, nothing } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { chosenUnits, shipmentsView, unitFields, unitFieldsOf, unitsText } from "../../lib/units.js";
import { update } from "../../lib/view.js";
import { ADMIN } from "../config.js";
import { store } from "../store.js";

/** @typedef {import("../store.js").Schemas["Order"]} Order */
/** @typedef {import("../store.js").Schemas["RefundWrite"]} RefundWrite */
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
  /** What it is asked about before it is done: a form's name, what it does, and the request's body. @type {{ of: string, text: string, body: RefundWrite } | undefined} */
  let asked;
  /** What is wrong with the fields of the form of this name. @type {{ of: string, errors: Map<string, string> }} */
  let wrong = { of: "", errors: NO_ERRORS };
  /** @param {string} of */
  const errorsOf = (of) => wrong.of === of ? wrong.errors : NO_ERRORS;
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
      forget();
      form.reset();
    });
  };
  const forget = () => {
    asked = undefined;
    wrong = { of: "", errors: NO_ERRORS };
    update();
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
      ${textField({ name: "reason", id: "cancel-reason", label: "Reason", errors: NO_ERRORS, required: false, maxLength: 500, hint: "The customer can see it." })}
      <label class="check"><input type="checkbox" name="restock" checked> Put them on sale again</label>
      <button class="button secondary" aria-busy=${running() === "cancel-units"}>${order.authorization === undefined ? "Cancel and refund" : "Cancel them"}</button>
    </form>`;

  /**
   * The amount that a form has, if it has one. One that cannot be refunded is said beside its field.
   *
   * @param {HTMLFormElement} form
   * @param {string} of
   * @param {Order} order
   * @returns {{ amount?: number } | undefined} undefined if it cannot be refunded
   */
  const amountOf = (form, of, { currency, refundable }) => {
    const { amount: text } = formBody(form);
    const amount = text === undefined ? undefined : minorUnits(text, currency);
    const error = text === undefined ? undefined : amount === undefined ? amountHint(currency) : amount === 0 ? "Enter an amount above zero"
      : amount > refundable ? `At most ${money(refundable, currency)} can be refunded` : undefined;
    wrong = { of, errors: error === undefined ? NO_ERRORS : new Map([["amount", error]]) };
    return error === undefined ? amount === undefined ? {} : { amount } : undefined;
  };

  /** @param {Event} event @param {Order} order */
  const askToRefund = (event, order) => {
    const form = /** @type {HTMLButtonElement} */ (event.currentTarget).form;
    const amount = form?.reportValidity() === true ? amountOf(form, "refund", order) : undefined;
    if (form !== null && amount !== undefined) {
      const { lines } = linesOf(form);
      const stock = /** @type {keyof typeof RESTOCK} */ (new FormData(form).get("restock"));
      const isMoneyAlone = lines === undefined && amount.amount !== undefined || !hasUnits(order);
      const body = { ...amount, ...linesOf(form), ...reason(form), ...(isMoneyAlone ? {} : RESTOCK[stock]) };
      const units = isMoneyAlone ? "" : ` Units that go back on sale: ${restockChoices(order).find(({ value }) => value === stock)?.text.toLowerCase()}.`;
      asked = { of: "refund", text: `${refundText(body, order)}${units}`, body };
    }
    update();
  };

  /**
   * @param {string} of the form's name
   * @param {string} button
   * @param {(event: Event) => void} ask
   */
  const confirmation = (of, button, ask) => asked?.of !== of
    ? html`<button class="button secondary" type="button" @click=${ask}>${button}</button>`
    : html`<div class="notice caution"><div><strong>Refund?</strong><p class="small">${asked.text}</p>
      <div class="actions"><button class="button danger compact" aria-busy=${running() === of}>Yes, refund it</button>
        <button class="button secondary compact" type="button" @click=${forget}>Keep it</button></div></div></div>`;

  /** Only what was asked about is sent. @param {string} of @param {(event: SubmitEvent) => void} go */
  const confirmed = (of, go) => (/** @type {SubmitEvent} */ event) => asked?.of === of ? go(event) : event.preventDefault();

  /** @param {Order} order */
  const refundForm = (order) => html`
    <form class="panel stack" aria-labelledby="refund" @input=${forget}
      @submit=${confirmed("refund", submit("refund", "The refund is on its way", (_, key) => store.refundOrder({ orderId, idempotencyKey: key, body: asked?.body ?? {} })))}>
      <h2 id="refund">Refund</h2>
      <p class="small soft">${money(order.refundable, order.currency)} can be refunded. Without units and amount, all of it is, and the order ends.</p>
      ${unitFields({ id: "refund", order, from: "both" })}
      ${textField({ name: "amount", id: "refund-amount", label: `Amount in ${order.currency}`, errors: errorsOf("refund"), required: false, maxLength: 20, hint: "By default, the price of the units. An amount alone leaves the units as they are." })}
      ${textField({ name: "reason", id: "refund-reason", label: "Reason", errors: NO_ERRORS, required: false, maxLength: 500, hint: "The customer can see it." })}
      ${hasUnits(order) ? selectField({ name: "restock", id: "refund-restock", label: "Units that go back on sale", errors: NO_ERRORS, choices: restockChoices(order), value: "unshipped" }) : nothing}
      ${confirmation("refund", "Refund", (event) => askToRefund(event, order))}
    </form>`;

  /** @param {NonNullable<Order["refunds"]>[number]} refund @param {Order} order */
  const refundView = ({ refundId, requestedAt, amount, status, lines, restocked, reason: why, failure }, order) => html`
    <li class="stack tight"><span><strong>${money(amount, order.currency)}</strong> <span class="badge ${status === "FAILED" ? "negative" : status === "PENDING" ? "caution" : "positive"}">${REFUND_STATUS[status]}</span></span>
      <span class="small soft">${dateTime(requestedAt)}</span>
      ${lines.length === 0 ? nothing : html`<span class="small">${unitsText(lines, order)}</span>`}
      ${restocked.length === 0 ? nothing : html`<span class="small">Back on sale: ${unitsText(restocked, order)}</span>`}
      ${why === undefined ? nothing : html`<span class="small soft multiline">${why}</span>`}
      ${status !== "FAILED" ? nothing : html`<span class="small">The payment provider refused: <code>${failure}</code></span>
        <div class="actions"><button class="button compact" type="button" @click=${() => run("retry", "The payment provider is asked again", () => store.retryRefund({ orderId, refundId }))}>Try again</button>
          <button class="button secondary compact" type="button" @click=${() => run("settle", "The refund is settled", () => store.settleRefund({ orderId, refundId, body: {} }))}>I have paid it otherwise</button></div>`}
    </li>`;

  /** @typedef {NonNullable<Order["returns"]>[number]} Return */

  /** @param {Return} found @param {Order} order */
  const returnView = (found, order) => {
    const { returnId, requestedAt, status, lines, restocked, reason: why, refusal } = found;
    return html`
      <li class="stack tight"><span><strong>${unitsText(lines, order)}</strong> <span class="badge ${status === "REQUESTED" ? "caution" : status === "REFUSED" ? "negative" : "positive"}">${RETURN_STATUS[status]}</span></span>
        <span class="small soft">Requested ${dateTime(requestedAt)}</span>
        ${why === undefined ? nothing : html`<span class="small soft multiline">${why}</span>`}
        ${refusal === undefined ? nothing : html`<span class="small soft multiline">Refused: ${refusal}</span>`}
        ${restocked.length === 0 ? nothing : html`<span class="small">Back on sale: ${unitsText(restocked, order)}</span>`}
        ${status === "REQUESTED" ? html`<div class="actions"><button class="button compact" type="button" @click=${() => run("return", "The return is approved", () => store.approveReturn({ orderId, returnId }))}>Approve</button></div>` : nothing}
        ${status === "APPROVED" ? receiveForm(found, order) : nothing}
        ${status === "REQUESTED" || status === "APPROVED" ? refuseForm(found) : nothing}
        ${status === "RECEIVED" ? returnRefundForm(found, order) : nothing}</li>`;
  };

  /** @param {Return} found @param {Order} order */
  const receiveForm = ({ returnId, lines }, order) => {
    const of = `receive-${returnId}`;
    /** @param {SubmitEvent} event */
    const receive = (event) => {
      event.preventDefault();
      const came = chosenUnits(/** @type {HTMLFormElement} */ (event.currentTarget));
      const restock = /** @type {HTMLButtonElement | null} */ (event.submitter)?.value === "true";
      if (came.length === 0) {
        wrong = { of, errors: new Map([["units", "Enter how many units came, or refuse the return"]]) };
        update();
        return;
      }
      forget();
      run("return", restock ? "The units are back in stock" : "The return is received", () => store.receiveReturn({ orderId, returnId, body: { lines: came, restock } }));
    };
    const error = errorsOf(of).get("units");
    return html`
      <form class="stack tight" aria-label="Units that came" @input=${forget} @submit=${receive}>
        ${unitFieldsOf(of, lines, order)}
        ${error === undefined ? nothing : html`<div class="field" role="alert"><p class="error">${icon("warning")} ${error}</p></div>`}
        <div class="actions"><button class="button secondary compact" name="restock" value="true">Received, sell again</button>
          <button class="button secondary compact" name="restock" value="false">Received, don't sell</button></div>
      </form>`;
  };

  /** @param {Return} found */
  const refuseForm = ({ returnId }) => html`
    <details><summary class="small">Refuse the return</summary>
      <form class="stack tight" aria-label="Refuse the return" @submit=${submit("return", "The return is refused", (form) => store.refuseReturn({ orderId, returnId, body: reason(form) }))}>
        ${textField({ name: "reason", id: `refuse-${returnId}-reason`, label: "Why it is refused", errors: NO_ERRORS, required: false, maxLength: 500, hint: "The customer can see it." })}
        <div class="actions"><button class="button secondary compact">Refuse</button></div>
      </form></details>`;

  /** @param {Return} found @param {Order} order */
  const returnRefundForm = ({ returnId, lines }, order) => {
    const of = `return-${returnId}`;
    const ask = (/** @type {Event} */ event) => {
      const form = /** @type {HTMLButtonElement} */ (event.currentTarget).form;
      const amount = form === null ? undefined : amountOf(form, of, order);
      if (form !== null && amount !== undefined) {
        asked = { of, text: refundText({ ...amount, lines: [...lines] }, order), body: { ...amount, ...reason(form) } };
      }
      update();
    };
    return html`
      <form class="stack tight" aria-label="Refund the return" @input=${forget}
        @submit=${confirmed(of, submit(of, "The refund is on its way", () => store.refundReturn({ orderId, returnId, body: asked?.body ?? {} })))}>
        ${textField({ name: "amount", id: `${of}-amount`, label: `Amount in ${order.currency}`, errors: errorsOf(of), required: false, maxLength: 20, hint: "By default, the price of the units." })}
        ${textField({ name: "reason", id: `${of}-reason`, label: "Reason", errors: NO_ERRORS, required: false, maxLength: 500, hint: "The customer can see it." })}
        ${confirmation(of, "Refund the return", ask)}
      </form>`;
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

/** What a refund does, in words. @param {RefundWrite} body @param {Order} order */
function refundText({ amount, lines }, order) {
  const units = lines === undefined ? "" : unitsText(lines, order);
  if (amount === undefined) {
    return units === "" ? `${money(order.refundable, order.currency)} goes back to the customer. What has not shipped is cancelled.`
      : `The customer gets the price of ${units}, after discounts.`;
  }
  const end = amount === order.refundable ? " It is all that is left: what has not shipped is cancelled." : "";
  return `${money(amount, order.currency)} goes back to the customer${units === "" ? "" : ` for ${units}`}.${end}`;
}

/** Which units go back on sale, in a request. Without the member, those that have not shipped do. */
const RESTOCK = { unshipped: {}, all: { restock: true }, none: { restock: false } };

/** Whether an order has units that a refund can put back on sale. @param {Order} order */
function hasUnits({ lines }) {
  return lines.some(({ shippable, returnable }) => shippable + returnable > 0);
}

/** @param {Order} order */
function restockChoices({ lines }) {
  const hasUnshipped = lines.some(({ shippable }) => shippable > 0);
  const hasShipped = lines.some(({ returnable }) => returnable > 0);
  return [
    { value: "unshipped", text: !hasUnshipped ? "None" : hasShipped ? "Those that have not shipped" : "All" },
    ...(hasShipped ? [{ value: "all", text: hasUnshipped ? "All, shipped ones too" : "All" }] : []),
    ...(hasUnshipped ? [{ value: "none", text: "None" }] : []),
  ];
}

/** @param {HTMLFormElement} form */
function reason(form) {
  const { reason: text } = formBody(form);
  return text === undefined ? {} : { reason: text };
}

/** @param {string} id @param {string} title @param {readonly unknown[]} items */
function listed(id, title, items) {
  return items.length === 0 ? nothing : html`
    <section class="panel stack" aria-labelledby=${id}><h2 id=${id}>${title}</h2><ul class="stack loose plain-list">${items}</ul></section>`;
}
