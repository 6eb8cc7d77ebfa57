import { count, dateTime, plural } from "../../lib/format.js";
import { fieldErrors, textField } from "../../lib/form.js";
import { html, keyed, live, nothing, repeat } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { Live } from "../../lib/live.js";
import { barPlot } from "../../lib/plot.js";
import { problemKind } from "../../lib/problem.js";
import { toast } from "../../lib/toast.js";
import { update } from "../../lib/view.js";
import { Adjustment } from "../parts/adjustment.js";
import { router } from "../routes.js";
import { store } from "../store.js";
import { adminProblemView } from "./sign-in.js";

/**
 * @typedef {import("../store.js").Schemas["Stock"]} Stock
 * @typedef {import("../store.js").Schemas["Verification"]} Verification
 */

const MILLIS = 2000;
const VERDICTS = {
  VERIFIED: { text: "Every unit is accounted for", tone: "positive" },
  OVERDUE: { text: "The units add up, but orders are overdue", tone: "caution" },
  DIFFERENT: { text: "The units do not add up", tone: "negative" },
  UNVERIFIED: { text: "Orders are moving: try again later", tone: "" },
};
const REFUSALS = { "insufficient-stock": "Refused: not enough stock", "adjustment-reused": "Refused: its ID was used before", "unknown-sku": "Refused: unknown SKU" };

/**
 * The stock of a SKU, as it changes.
 *
 * @param {import("../../lib/router.js").Visit} visit
 * @returns {import("../../lib/router.js").Page}
 */
export function stockPage({ params, query }) {
  const sku = params["sku"] ?? query.get("sku") ?? "";
  const stock = sku === "" ? undefined : new Live(async (signal) => (await store.getStock({ sku }, { signal })).data, MILLIS);
  const adjustment = new Adjustment(sku, () => stock?.refresh());
  let isSettingShards = false;
  /** @type {unknown} */
  let shardsRefusal;
  /** @type {{ isRunning: boolean, verdict?: Verification, error?: unknown }} */
  let verification = { isRunning: false };
  /** @type {Map<string, string>} */
  let errors = new Map();

  /** @param {SubmitEvent} event */
  const look = (event) => {
    event.preventDefault();
    const wanted = String(new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).get("sku")).trim();
    if (wanted !== "") {
      router.go(`/admin/stock/${encodeURIComponent(wanted)}`);
    }
  };
  /** @param {SubmitEvent} event */
  const adjust = async (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    errors = fieldErrors(form);
    if (errors.size > 0) {
      update();
      return;
    }
    const data = new FormData(form);
    if (await adjustment.send(Number(data.get("delta")), String(data.get("reason")).trim())) {
      form.reset();
    }
  };
  /** @param {SubmitEvent} event */
  const setShards = async (event) => {
    event.preventDefault();
    const shards = Number(new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).get("shards"));
    isSettingShards = true;
    shardsRefusal = undefined;
    update();
    try {
      await store.setShards({ sku, body: { shards } });
      toast(`At least ${plural(shards, "shard")}`);
      stock?.refresh();
    } catch (error) {
      shardsRefusal = error;
    }
    isSettingShards = false;
    update();
  };
  const verify = async () => {
    verification = { isRunning: true };
    update();
    try {
      verification = { isRunning: false, verdict: (await store.verifyStock({ sku })).data };
    } catch (error) {
      verification = { isRunning: false, error };
    }
    update();
  };

  const lookup = () => html`
    <form class="toolbar" role="search" @submit=${look}>
      <div class="field wide"><label for="sku">SKU</label>
        <input class="input" id="sku" name="sku" type="search" required maxlength="64" autocomplete="off" spellcheck="false" placeholder="Such as ARNO-HIKING-BOOT-EU-42" .value=${live(sku)}></div>
      <button class="button">Look up</button>
    </form>`;

  /** @param {Stock} value */
  const stockView = (value) => html`
    ${stock?.error === undefined ? nothing : html`<div class="notice caution" role="status">${icon("warning")}<div><strong>Not up to date</strong><p class="small">The store did not answer the last request.</p></div></div>`}
    <div class="tiles">
      ${tile("Available", value.available, value.available === 0 ? "sold out" : value.lowThreshold === undefined ? "for sale" : `low from ${count(value.lowThreshold)}`)}
      ${tile("In orders", value.held, "held or bought")}
      ${tile("Received", value.received, "in total")}
      ${tile("Shards", value.shardCount, `at least ${value.minShards}`)}
    </div>
    <div class="with-aside">
      <div class="stack loose">
        <section class="panel stack" aria-labelledby="shards">
          <div class="spread"><h2 id="shards">Available units per shard</h2><span class="small soft">live</span></div>
          ${value.shards.length === 0
            ? html`<p class="soft">This SKU has never had stock. Receive units, and it has a shard.</p>`
            : barPlot([...value.shards].sort((a, b) => (a.shard ?? 0) - (b.shard ?? 0)).map(({ shard = 0, available = 0, received = 0 }) => ({ name: String(shard), value: available, of: Math.max(received, available, 0) })), "Available units per shard")}
        </section>
        <section class="panel stack" aria-labelledby="movements"><h2 id="movements">Adjustments</h2>${movements(value)}</section>
      </div>
      <div class="stack loose">
        ${adjustView()}
        ${keyed(value.minShards, html`
          <form class="panel stack" aria-labelledby="number" @submit=${setShards}>
            <h2 id="number">Number of shards</h2>
            <p class="small soft">More shards let more orders be reserved at once. The store adds shards under contention and never goes below this number.</p>
            ${textField({ name: "shards", label: "At least", type: "number", errors: new Map(), value: String(value.minShards), min: 1, max: 64 })}
            ${shardsRefusal === undefined ? nothing : adminProblemView(shardsRefusal)}
            <div><button class="button secondary" aria-busy=${isSettingShards}>Set</button></div>
          </form>`)}
        ${verifyView()}
      </div>
    </div>`;

  const adjustView = () => html`
    <form class="panel stack" aria-labelledby="adjust" novalidate @submit=${adjust}>
      <h2 id="adjust">Adjust</h2>
      ${adjustment.unsettled === undefined ? nothing : html`
        <div class="notice caution" role="alert">${icon("warning")}<div><strong>Not known whether it was applied</strong>
          <p class="small">${signed(adjustment.unsettled.delta)}, “${adjustment.unsettled.reason}”: no answer came. Sending it again applies it at most once.</p>
          <div class="actions"><button class="button compact" type="button" aria-busy=${adjustment.isSending} @click=${() => adjustment.again()}>Send again</button>
            <button class="button secondary compact" type="button" @click=${() => adjustment.forget()}>Forget it</button></div></div></div>`}
      ${textField({ name: "delta", label: "Units", type: "number", errors, hint: "Negative to remove", min: -1_000_000, max: 1_000_000 })}
      ${textField({ name: "reason", label: "Reason", errors, hint: "Such as a delivery or a count" })}
      ${adjustment.refusal === undefined ? nothing : adminProblemView(adjustment.refusal)}
      <button class="button" aria-busy=${adjustment.isSending} ?disabled=${adjustment.unsettled !== undefined && !adjustment.isSending}>Adjust</button>
    </form>`;

  const verifyView = () => {
    const { verdict, error } = verification;
    return html`
      <section class="panel stack" aria-labelledby="verify"><h2 id="verify">Verify</h2>
        <p class="small soft">Adds up the shards and every order of the SKU. Takes up to 20 seconds.</p>
        ${verdict === undefined ? nothing : html`<div role="status" class="stack tight"><div class="notice ${VERDICTS[verdict.verdict].tone}"><div><strong>${VERDICTS[verdict.verdict].text}</strong></div></div>
          ${verdict.received === undefined ? nothing : html`<dl class="facts">
            <div><dt>Received</dt><dd class="number">${count(verdict.received)}</dd></div>
            <div><dt>Available</dt><dd class="number">${count(verdict.available ?? 0)}</dd></div>
            <div><dt>In orders</dt><dd class="number">${count(verdict.inOrders ?? 0)}</dd></div>
            <div><dt>Difference</dt><dd class="number">${count(verdict.difference ?? 0)}</dd></div></dl>`}</div>`}
        ${error === undefined ? nothing : adminProblemView(error)}
        <div><button class="button secondary" type="button" aria-busy=${verification.isRunning} @click=${verify}>Verify now</button></div>
      </section>`;
  };

  const content = () => {
    if (stock === undefined) {
      return html`<div class="blank">${icon("box")}<h2>Look up a SKU</h2><p>Its units per shard, its adjustments, and whether every unit is accounted for.</p><a class="button secondary" href="/admin/products">Choose a product</a></div>`;
    }
    if (stock.value !== undefined) {
      return stockView(stock.value);
    }
    if (stock.error === undefined) {
      return html`<div class="skeleton block" aria-busy="true"></div>`;
    }
    return problemKind(stock.error) === "not-found" || problemKind(stock.error) === "unknown-sku"
      ? html`<div class="blank">${icon("compass")}<h2>Unknown SKU</h2><p>No product has the SKU <code>${sku}</code>, and it never had stock.</p></div>`
      : adminProblemView(stock.error, () => { stock.refresh(); });
  };

  return {
    title: () => sku === "" ? "Stock" : sku,
    view: () => html`
      <div class="workspace-page stack loose">
        <h1>${sku === "" ? "Stock" : sku}</h1>
        ${lookup()}
        ${content()}
      </div>`,
    close: () => stock?.close(),
  };
}

/**
 * @param {string} name
 * @param {number} value
 * @param {string} detail
 */
function tile(name, value, detail) {
  return html`<div class="tile"><span class="overline">${name}</span><span class="tile-value">${count(value)}</span><span class="small soft">${detail}</span></div>`;
}

/** @param {Stock} stock */
function movements({ movements: list = [] }) {
  return list.length === 0 ? html`<p class="soft">None yet.</p>` : html`
    <div class="table-scroll" tabindex="0" role="group" aria-labelledby="movements"><table class="table">
      <thead><tr><th scope="col">When</th><th scope="col">Reason</th><th scope="col">By</th><th scope="col" class="number">Units</th></tr></thead>
      <tbody>${repeat(list, ({ adjustmentId }) => adjustmentId, ({ adjustmentId, at, reason, by, delta, refusal }) => html`
        <tr title=${adjustmentId}><td><time class="number" datetime=${at}>${dateTime(at)}</time></td>
          <td data-label="Reason">${reason}${refusal === undefined ? nothing : html`<br><span class="badge negative">${REFUSALS[refusal]}</span>`}</td>
          <td data-label="By">${by}</td><td data-label="Units" class="number"><strong>${refusal === undefined ? signed(delta) : html`<s>${signed(delta)}</s>`}</strong></td></tr>`)}</tbody>
    </table></div>
    <p class="small soft">The last 20.</p>`;
}

/** @param {number} delta */
function signed(delta) {
  return delta > 0 ? `+${count(delta)}` : count(delta);
}
