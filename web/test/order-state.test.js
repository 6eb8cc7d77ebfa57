import assert from "node:assert/strict";
import { test } from "node:test";
import { reductionsOf, stateOf } from "../storefront/parts/order-state.js";

/** An order that was rejected. @param {object} fact why @returns {any} */
const rejected = (fact) => ({
  status: "REJECTED", lines: [{ sku: "CUP", name: "Rare Cup" }, { sku: "POT", name: "Pot" }],
  timeline: [{ type: "OrderPlaced" }, { type: "StockRejected", shortages: [], ...fact }],
});

test("a shortage says what is left, and the cart can have that", () => {
  const order = rejected({ shortages: [{ sku: "CUP", requested: 2, available: 1 }, { sku: "POT", requested: 3, available: 0 }] });

  assert.equal(stateOf(order).title, "Not enough left");
  assert.equal(stateOf(order).text, "Only 1 left of Rare Cup; you wanted 2. Pot is sold out. You were not charged.");
  assert.deepEqual(reductionsOf(order).map(({ sku, quantity }) => [sku, quantity]), [["CUP", 1], ["POT", 0]]);
});

test("an order of which nothing is left is sold out", () => {
  const order = rejected({ shortages: [{ sku: "POT", requested: 3, available: 0 }] });

  assert.equal(stateOf(order).title, "Sold out");
  assert.equal(stateOf(order).text, "Pot is sold out. You were not charged.");
});

test("an order for too many units says how many there can be", () => {
  const order = rejected({ holdLimit: { skus: ["CUP"], maxUnits: 20 } });

  assert.equal(stateOf(order).text, "At most 20 units of one item can be ordered at once. You were not charged.");
  assert.deepEqual(reductionsOf(order).map(({ sku, quantity }) => [sku, quantity]), [["CUP", 20]]);
});

test("other ends leave the cart as it was", () => {
  assert.deepEqual(reductionsOf(/** @type {any} */ ({ status: "CANCELLED", lines: [], timeline: [{ type: "OrderPlaced" }] })), []);
});
