import { html, nothing } from "../../lib/html.js";
import { date, money, plural } from "../../lib/format.js";
import { icon } from "../../lib/icons.js";
import { Loading } from "../../lib/loading.js";
import { problemView } from "../../lib/problem.js";
import { session } from "../../lib/session.js";
import { update } from "../../lib/view.js";
import { pages } from "../../sdk/lib/index.js";
import { cart } from "../cart.js";
import { SHOP } from "../config.js";
import { placedOrders } from "../placed-orders.js";
import { stateOf } from "../parts/order-state.js";
import { store } from "../store.js";

/** @typedef {import("../store.js").Schemas["Order"]} Order */

const PAGE = 20;
export const CALLBACK = "/signed-in";

/** @returns {import("../../lib/router.js").Page} */
export function accountPage() {
  const orders = session.signed === undefined ? undefined : new OrderList();
  /** @type {unknown} */
  let refusal;
  let isLeaving = false;
  const guestOrders = placedOrders();

  const signIn = async () => {
    isLeaving = true;
    update();
    try {
      await session.signIn(SHOP.signIn, { callback: CALLBACK, returnTo: cart.units > 0 ? "/cart" : "/account" });
    } catch (error) {
      refusal = error;
      isLeaving = false;
      update();
    }
  };
  const signOut = () => {
    session.signOut();
    cart.forget();
  };

  const guestView = () => html`
    <div class="page-width blank">
      ${icon("person")}
      <h1>Sign in</h1>
      <p>See your orders, and take your cart along to another device. You can order without an account as well.</p>
      ${refusal === undefined ? nothing : problemView(refusal)}
      <button class="button tall" type="button" aria-busy=${isLeaving} @click=${signIn}>Sign in</button>
    </div>
    ${guestOrders.length === 0 ? nothing : html`
      <section class="page-width stack" aria-labelledby="placed">
        <h2 id="placed">Ordered in this browser</h2>
        <ul class="order-cards">${guestOrders.map(({ orderId, title, placedAt }) => html`
          <li class="panel order-card"><h3 class="grow"><a href="/orders/${orderId}">${title}</a></h3><span class="small soft">${date(placedAt)}</span></li>`)}</ul>
      </section>`}`;

  /** @param {OrderList} list */
  const customerView = (list) => html`
    <div class="page-width page-body stack loose">
      <div class="spread">
        <h1>My orders</h1>
        <div class="cluster"><span class="soft small">${session.signed?.email}</span>
          <button class="button secondary compact" type="button" @click=${signOut}>Sign out</button></div>
      </div>
      ${list.first.view({
        loading: () => html`<div class="stack" aria-busy="true">${[1, 2, 3].map(() => html`<div class="skeleton row"></div>`)}</div>`,
        ready: () => list.orders.length === 0 ? noOrders() : ordersView(list),
        failed: (error, retry) => problemView(error, retry),
      })}
    </div>`;

  return {
    title: () => session.signed === undefined ? "Sign in" : "My orders",
    view: () => orders === undefined || session.signed === undefined ? guestView() : customerView(orders),
    close: () => orders?.first.close(),
  };
}

/** The customer's orders, page after page. */
class OrderList {
  /** @type {Order[]} */
  orders = [];
  hasMore = false;
  isLoadingMore = false;
  #pages = pages(store.listOrders, { limit: PAGE });
  first = new Loading(async (signal) => {
    this.#pages = pages(store.listOrders, { limit: PAGE }, { signal });
    this.orders = [];
    await this.#next();
    return true;
  });

  async more() {
    this.isLoadingMore = true;
    update();
    await this.#next();
    this.isLoadingMore = false;
    update();
  }

  async #next() {
    const { value, done } = await this.#pages.next();
    if (!done) {
      this.orders.push(...value.orders);
      this.hasMore = value.nextCursor !== undefined;
    }
  }
}

/** @param {OrderList} list */
function ordersView(list) {
  return html`
    <ul class="order-cards">${list.orders.map((order) => {
      const { short, tone } = stateOf(order);
      const units = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
      return html`
        <li class="panel order-card">
          <div class="stack tight grow">
            <h2><a href="/orders/${order.reference}">${order.lines[0]?.name}${order.lines.length === 1 ? "" : ` and ${plural(order.lines.length - 1, "other")}`}</a></h2>
            <p class="small soft">${date(order.placedAt)} · ${plural(units, "item")}</p>
          </div>
          <span class="badge ${tone}">${short}</span>
          <span class="price">${money(order.total, order.currency)}</span>
        </li>`;
    })}</ul>
    ${list.hasMore ? html`<div class="more"><button class="button secondary" type="button" aria-busy=${list.isLoadingMore} @click=${() => list.more()}>Show more</button></div>` : nothing}`;
}

function noOrders() {
  return html`<div class="blank">${icon("box")}<h2>No orders yet</h2><p>What you order while you are signed in appears here.</p><a class="button" href="/search">Look around</a></div>`;
}
