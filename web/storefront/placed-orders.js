/**
 * A guest's orders: their IDs are what opens them, and only this browser knows them.
 *
 * @typedef {{ orderId: string, title: string, placedAt: string }} PlacedOrder
 */

const KEY = "stampede.orders";
const KEPT = 10;

/** @returns {readonly PlacedOrder[]} newest first */
export function placedOrders() {
  return JSON.parse(localStorage.getItem(KEY) ?? "[]");
}

/** @param {PlacedOrder} order */
export function rememberOrder(order) {
  const others = placedOrders().filter(({ orderId }) => orderId !== order.orderId);
  localStorage.setItem(KEY, JSON.stringify([order, ...others].slice(0, KEPT)));
}
