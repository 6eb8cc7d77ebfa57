import { money, plural } from "../../lib/format.js";
import { html, live, nothing, repeat } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { changedUrl } from "../../lib/router.js";
import { pages } from "../../sdk/lib/index.js";
import { STATUS_GROUPS, statusOf } from "../parts/order-status.js";
import { Scan } from "../parts/scan.js";
import { router } from "../routes.js";
import { store } from "../store.js";
import { adminProblemView } from "./sign-in.js";

/** @typedef {import("../store.js").Schemas["Order"]} Order */

const PAGE = 100;
const DAY_MILLIS = 24 * 60 * 60 * 1000;
const REFERENCE = /^(ord|ref)_[0-9a-z]{32}$/;

/**
 * The orders of a day, by status and words.
 *
 * @param {import("../../lib/router.js").Visit} visit
 * @returns {import("../../lib/router.js").Page}
 */
export function ordersPage({ query }) {
  let wanted = query;
  const day = () => wanted.get("day") ?? today();
  const group = () => STATUS_GROUPS.find(({ value }) => value === wanted.get("status")) ?? STATUS_GROUPS[0];
  const words = () => wanted.get("q")?.toLowerCase() ?? "";

  /** @param {Order} order */
  const matches = (order) => (group()?.statuses.includes(order.status) ?? true) && (words() === "" || text(order).includes(words()));
  /** @param {AbortSignal} signal */
  async function* source(signal) {
    for await (const { orders } of pages(store.listOrdersOfDay, { day: day(), limit: PAGE }, { signal })) {
      yield orders;
    }
  }
  const scan = new Scan(source, matches, "order");

  /** @param {Record<string, string>} changes */
  const change = (changes) => router.go(changedUrl("/admin/orders", wanted, changes), { replace: true });
  /** @param {number} days */
  const move = (days) => change({ day: new Date(Date.parse(day()) + days * DAY_MILLIS).toISOString().slice(0, 10) });
  /** @param {Event} event */
  const typed = (event) => {
    const value = /** @type {HTMLInputElement} */ (event.currentTarget).value.trim();
    if (REFERENCE.test(value)) {
      router.go(`/admin/orders/${value}`);
    } else {
      change({ q: value });
    }
  };

  const toolbar = () => html`
    <div class="stack">
      <div class="toolbar">
        <div class="field"><label for="day">Day (UTC)</label>
          <div class="day-field">
            <button class="icon-button" type="button" aria-label="The day before" @click=${() => move(-1)}>${icon("back")}</button>
            <input class="input" id="day" type="date" required max=${today()} .value=${live(day())}
              @change=${(/** @type {Event} */ event) => change({ day: /** @type {HTMLInputElement} */ (event.currentTarget).value })}>
            <button class="icon-button" type="button" aria-label="The day after" ?disabled=${day() >= today()} @click=${() => move(1)}>${icon("arrow")}</button>
          </div></div>
        <div class="field wide"><label for="words">Search</label>
          <input class="input" id="words" type="search" autocomplete="off" placeholder="Reference, product or SKU" .value=${live(wanted.get("q") ?? "")} @change=${typed}></div>
      </div>
      <fieldset class="choices small"><legend class="visually-hidden">Status</legend>
        ${STATUS_GROUPS.map(({ value, name }) => html`<label><input type="radio" name="status" .checked=${live(value === group()?.value)} @change=${() => change({ status: value })}><span>${name}</span></label>`)}
      </fieldset>
    </div>`;

  /** @param {readonly Order[]} orders */
  const table = (orders) => html`
    <div class="table-scroll" tabindex="0" role="group" aria-label="Orders"><table class="table roomy">
      <thead><tr><th scope="col">Order</th><th scope="col">Items</th><th scope="col">Status</th><th scope="col" class="number">Total</th></tr></thead>
      <tbody>${repeat(orders, ({ reference }) => reference, orderRow)}</tbody>
    </table></div>`;

  const results = () => {
    const { found } = scan;
    if (scan.error !== undefined && found.length === 0) {
      return adminProblemView(scan.error, () => scan.again());
    }
    if (found.length === 0) {
      return scan.isLoading
        ? html`<div class="stack" aria-busy="true">${[1, 2, 3, 4].map(() => html`<div class="skeleton row"></div>`)}</div>`
        : html`<div class="blank">${icon("receipt")}<h2>${scan.all.length === 0 ? "No orders on this day" : "No order matches"}</h2>
            ${scan.hasMore ? html`<p>None among the ${plural(scan.all.length, "newest order")} of the day.</p><button class="button secondary" type="button" @click=${() => scan.more()}>Look further</button>` : nothing}</div>`;
    }
    return html`
      ${table(found)}
      ${scan.error === undefined ? nothing : adminProblemView(scan.error, () => scan.again())}
      <div class="spread"><p class="small soft">${summary()}</p>
        ${scan.hasMore ? html`<button class="button secondary compact" type="button" aria-busy=${scan.isLoading} @click=${() => scan.more()}>Show more</button>` : nothing}</div>`;
  };

  const summary = () => {
    const { found } = scan;
    const shown = scan.hasMore ? `${plural(found.length, "order")} so far` : plural(found.length, "order");
    /** @type {Map<string, number>} */
    const sums = new Map();
    for (const { status, currency, total } of found) {
      if (status === "PAID" || status === "SHIPPED") {
        sums.set(currency, (sums.get(currency) ?? 0) + total);
      }
    }
    const amounts = [...sums].map(([currency, sum]) => money(sum, currency));
    return amounts.length === 0 ? shown : `${shown} · ${amounts.join(" and ")} paid`;
  };

  return {
    title: () => "Orders",
    view: () => html`
      <div class="workspace-page stack loose">
        <div class="spread"><h1>Orders</h1>
          <button class="button secondary compact" type="button" aria-busy=${scan.isLoading && scan.all.length > 0} @click=${() => scan.again()}>${icon("repeat")} Refresh</button></div>
        ${toolbar()}
        ${results()}
      </div>`,
    search: (changed) => {
      const before = day();
      wanted = changed;
      if (before === day()) {
        scan.filter();
      } else {
        scan.again();
      }
    },
    close: () => scan.close(),
  };
}

/** @param {Order} order */
function orderRow(order) {
  const { text: status, tone } = statusOf(order.status);
  const units = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return html`
    <tr>
      <td><a class="row-link" href="/admin/orders/${order.reference}"><code>${shortReference(order.reference)}</code></a><br>
        <time class="small soft number" datetime=${order.placedAt}>${new Date(order.placedAt).toLocaleTimeString(navigator.language, { timeStyle: "short" })}</time></td>
      <td>${order.lines[0]?.name}${order.lines.length > 1 ? ` and ${plural(order.lines.length - 1, "other")}` : ""}<br><span class="small soft">${plural(units, "unit")}</span></td>
      <td><span class="badge ${tone}">${status}</span></td>
      <td class="number price">${money(order.total, order.currency)}</td>
    </tr>`;
}

/** @param {Order} order */
function text({ reference, lines }) {
  return [reference, ...lines.flatMap(({ name, sku }) => [name, sku])].join(" ").toLowerCase();
}

/**
 * Enough of a reference to tell the orders of a day apart.
 *
 * @param {string} reference
 */
export function shortReference(reference) {
  return `${reference.slice(0, 12)}…`;
}

function today() {
  return new Date().toISOString().slice(0, 10);
}
