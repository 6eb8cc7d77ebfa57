import { emailText } from "../../lib/email.js";
import { date, money, plural } from "../../lib/format.js";
import { html, live, nothing, repeat } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { changedUrl } from "../../lib/router.js";
import { pages } from "../../sdk/lib/index.js";
import { STATUS_GROUPS, statusOf } from "../parts/order-status.js";
import { Scan } from "../parts/scan.js";
import { router } from "../routes.js";
import { store } from "../store.js";
import { adminProblemView } from "./sign-in.js";

/** @typedef {import("../store.js").Schemas["FoundOrder"]} FoundOrder */

const PAGE = 50;
const REFERENCE = /^(ord|ref)_[0-9a-z]{32}$/;
/** @type {{ value: "newest" | "-newest" | "updated" | "-total", name: string }[]} */
const SORTS = [
  { value: "newest", name: "Newest first" },
  { value: "-newest", name: "Oldest first" },
  { value: "updated", name: "Last changed first" },
  { value: "-total", name: "Highest total first" },
];

/**
 * All orders, by words, status and time of placement.
 *
 * @param {import("../../lib/router.js").Visit} visit
 * @returns {import("../../lib/router.js").Page}
 */
export function ordersPage({ query }) {
  let wanted = query;
  let total = 0;
  const group = () => STATUS_GROUPS.find(({ value }) => value === wanted.get("status")) ?? STATUS_GROUPS[0];
  const sort = () => SORTS.find(({ value }) => value === wanted.get("sort"))?.value ?? "newest";
  /** @param {string} name */
  const given = (name) => wanted.get(name) ?? "";

  const search = () => ({
    ...(given("q") === "" ? {} : { q: given("q") }),
    ...(given("email") === "" ? {} : { email: given("email") }),
    ...(given("sku") === "" ? {} : { sku: given("sku") }),
    ...(group()?.value ? { status: group()?.statuses ?? [] } : {}),
    ...(given("from") === "" ? {} : { from: given("from") }),
    ...(given("to") === "" ? {} : { to: given("to") }),
    sort: sort(),
    limit: PAGE,
  });

  /** @param {AbortSignal} signal */
  async function* source(signal) {
    for await (const page of pages(store.searchOrders, search(), { signal })) {
      total = page.total;
      yield { items: page.orders, isLast: page.nextCursor === undefined };
    }
  }
  /** @type {Scan<FoundOrder>} */
  const scan = new Scan(source, () => true, "order");

  /** @param {Record<string, string>} changes */
  const change = (changes) => router.go(changedUrl("/admin/orders", wanted, changes), { replace: true });
  /** @param {string} name */
  const changed = (name) => (/** @type {Event} */ event) => change({ [name]: /** @type {HTMLInputElement} */ (event.currentTarget).value });
  /** @param {Event} event */
  const typed = (event) => {
    const value = /** @type {HTMLInputElement} */ (event.currentTarget).value.trim();
    if (REFERENCE.test(value)) {
      router.go(`/admin/orders/${value}`);
    } else {
      change({ q: value });
    }
  };

  /**
   * A filter that another page has linked to.
   *
   * @param {string} name
   * @param {string} text
   */
  const linked = (name, text) => given(name) === "" ? nothing : html`
    <button class="button secondary compact" type="button" aria-label="Remove the filter ${text} ${given(name)}" @click=${() => change({ [name]: "" })}>${text}: ${given(name)} ${icon("cross")}</button>`;

  const toolbar = () => html`
    <div class="stack">
      <div class="field"><label for="words">Search</label>
        <input class="input" id="words" type="search" autocomplete="off" placeholder="Number, name, email, SKU or product" .value=${given("q")} @change=${typed}></div>
      <div class="toolbar">
        <div class="field"><label for="from">Placed from (UTC)</label>
          <input class="input" id="from" type="date" .value=${given("from")} @change=${changed("from")}></div>
        <div class="field"><label for="to">to</label>
          <input class="input" id="to" type="date" .value=${given("to")} @change=${changed("to")}></div>
        <div class="field"><label for="sort">Sort by</label>
          <select class="input" id="sort" @change=${changed("sort")}>
            ${SORTS.map(({ value, name }) => html`<option value=${value} .selected=${live(value === sort())}>${name}</option>`)}
          </select></div>
      </div>
      <fieldset class="choices small"><legend class="visually-hidden">Status</legend>
        ${STATUS_GROUPS.map(({ value, name }) => html`<label><input type="radio" name="status" .checked=${live(value === group()?.value)} @change=${() => change({ status: value })}><span>${name}</span></label>`)}
      </fieldset>
      ${given("email") === "" && given("sku") === "" ? nothing : html`<div class="row">${linked("email", "Email")}${linked("sku", "SKU")}</div>`}
    </div>`;

  /** @param {readonly FoundOrder[]} orders */
  const table = (orders) => html`
    <div class="table-scroll" tabindex="0" role="group" aria-label="Orders"><table class="table roomy">
      <thead><tr><th scope="col">Order</th><th scope="col">Customer</th><th scope="col">Items</th><th scope="col">Status</th><th scope="col" class="number">Total</th></tr></thead>
      <tbody>${repeat(orders, ({ reference }) => reference, orderRow)}</tbody>
    </table></div>`;

  const isFiltered = () => ["q", "status", "email", "sku", "from", "to"].some((name) => given(name) !== "");

  const results = () => {
    const { found } = scan;
    if (scan.error !== undefined && found.length === 0) {
      return adminProblemView(scan.error, () => scan.again());
    }
    if (found.length === 0) {
      return scan.isLoading
        ? html`<div class="stack" aria-busy="true">${[1, 2, 3, 4].map(() => html`<div class="skeleton row"></div>`)}</div>`
        : html`<div class="blank">${icon("receipt")}<h2>${isFiltered() ? "No order matches" : "No orders yet"}</h2>
            ${isFiltered() ? html`<a class="button secondary" href="/admin/orders">All orders</a>` : nothing}</div>`;
    }
    return html`
      ${table(found)}
      ${scan.error === undefined ? nothing : adminProblemView(scan.error, () => scan.again())}
      <div class="spread"><p class="small soft">${scan.hasMore ? `${found.length} of ${plural(total, "order")}` : plural(found.length, "order")}</p>
        ${scan.hasMore ? html`<button class="button secondary compact" type="button" aria-busy=${scan.isLoading} @click=${() => scan.more()}>Show more</button>` : nothing}</div>`;
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
      wanted = changed;
      scan.again();
    },
    close: () => scan.close(),
  };
}

/** @param {FoundOrder} order */
function orderRow(order) {
  const { text: status, tone } = statusOf(order.status);
  const units = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const { name } = order.contact;
  const email = emailText(order.contact.email);
  return html`
    <tr>
      <td><a class="row-link" href="/admin/orders/${order.reference}"><span class="number">${order.number}</span></a><br>
        <time class="small soft number" datetime=${order.placedAt} title=${order.placedAt}>${date(order.placedAt)}</time></td>
      <td data-label="Customer">${name ?? email}${name === undefined ? nothing : html`<br><span class="small soft">${email}</span>`}</td>
      <td data-label="Items">${order.lines[0]?.name}${order.lines.length > 1 ? ` and ${plural(order.lines.length - 1, "other")}` : ""}<br><span class="small soft">${plural(units, "unit")}</span></td>
      <td data-label="Status"><span class="badge ${tone}">${status}</span></td>
      <td data-label="Total" class="number price">${money(order.total, order.currency)}</td>
    </tr>`;
}
