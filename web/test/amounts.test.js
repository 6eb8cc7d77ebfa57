import assert from "node:assert/strict";
import { test } from "node:test";
import { amountHint, amountText, minorUnits, money } from "../lib/format.js";
import { chargedInPart } from "../lib/totals.js";
import { edited, rowsOf } from "../admin/parts/product-form.js";
import { rowsOf as rowsOfRules, rulesOf } from "../admin/parts/rules-form.js";

const AMOUNTS = /** @type {const} */ ([
  ["12.50", "EUR", 1250], ["12,50", "EUR", 1250], [" 12.5 ", "EUR", 1250], ["12", "EUR", 1200], ["0", "EUR", 0], ["0.07", "EUR", 7],
  ["1234.50", "EUR", 123_450], ["1.15", "EUR", 115], ["1234", "JPY", 1234], ["1.234", "KWD", 1234], ["99999999999.99", "EUR", 9_999_999_999_999],
]);
for (const [text, currency, amount] of AMOUNTS) {
  test(`"${text}" in ${currency} is ${amount} minor units`, () => assert.equal(minorUnits(text, currency), amount));
}

const REFUSED = ["1,234", "1.234", "1,299", "1,234.50", "1.234,50", "1 234", "1'234", "1e3", "-5", "+5", "-0", "12.", ".5", "", " ", "€5", "five", "0x10",
  "Infinity", "NaN", "1.2.3", "100000000000", "١٢"];
for (const text of REFUSED) {
  test(`"${text}" is no amount in EUR`, () => assert.equal(minorUnits(text, "EUR"), undefined));
}

test("yen have no decimals", () => {
  assert.equal(minorUnits("12.5", "JPY"), undefined);
  assert.equal(minorUnits("1,234", "JPY"), undefined);
  assert.equal(amountHint("JPY"), "Enter an amount like 1234");
  assert.equal(amountHint("EUR"), "Enter an amount like 1234.50");
});

test("an amount is read as it was written", () => {
  for (const currency of ["EUR", "JPY", "KWD"]) {
    for (const amount of [0, 1, 99, 115, 1250, 123_456_789]) {
      assert.equal(minorUnits(amountText(amount, currency), currency), amount);
    }
  }
  assert.equal(amountText(undefined, "EUR"), "");
});

test("amounts are written as English has them", () => assert.equal(money(123_450, "EUR"), "€1,234.50"));

test("a product's prices that are ambiguous are refused", () => {
  const product = { title: "Boot", category: "shoes", status: /** @type {const} */ ("draft"), variants: [{ sku: "BOOT", price: 1000 }] };
  const typed = new FormData();
  Object.entries({ title: "Boot", category: "shoes", "variants[0].price": "1,299", "variants[0].compareAtPrice": "1e3", "variants[0].maxPerOrder": "1e1" })
    .forEach(([name, value]) => typed.set(name, value));

  const { errors } = edited(product, rowsOf(product), typed, "EUR");

  assert.deepEqual(Object.fromEntries(errors), {
    "variants[0].price": "Enter an amount like 1234.50", "variants[0].compareAtPrice": "Enter an amount like 1234.50", "variants[0].maxPerOrder": "must be a whole number",
  });
});

test("rules' amounts and numbers that are ambiguous are refused", () => {
  const method = { id: "m", name: "Standard", basis: /** @type {const} */ ("VALUE"), steps: [{ price: 490, upTo: 1000 }] };
  const parcel = { id: "p", name: "Parcel", basis: /** @type {const} */ ("WEIGHT"), steps: [{ price: 490, upTo: 1000 }] };
  const promotion = { name: "Less", kind: /** @type {const} */ ("AMOUNT"), amount: 500, conditions: { products: [], categories: [], signedIn: false, firstOrder: false } };
  const rows = rowsOfRules(/** @type {any} */ ({
    taxRates: [{ name: "VAT", country: "DE", rate: 19 }], shippingZones: [{ name: "All", places: [], methods: [method, parcel] }], promotions: [promotion],
  }));
  const typed = new FormData();
  Object.entries({
    "taxRates[0].name": "VAT", "taxRates[0].country": "DE", "taxRates[0].rate": "-19", "shippingZones[0].name": "All",
    "shippingZones[0].methods[0].name": "Standard", "shippingZones[0].methods[0].freeFrom": "1,234", "shippingZones[0].methods[0].steps[0].upTo": "1.000",
    "shippingZones[0].methods[0].steps[0].price": "1,299", "shippingZones[0].methods[1].name": "Parcel", "shippingZones[0].methods[1].basis": "WEIGHT",
    "shippingZones[0].methods[1].steps[0].upTo": "1,000", "shippingZones[0].methods[1].steps[0].price": "4,90", "promotions[0].name": "Less",
    "promotions[0].amount": "-5", "promotions[0].uses": "1e3", "promotions[0].conditions.minSubtotal": "1,234",
  }).forEach(([name, value]) => typed.set(name, value));

  const { body, errors } = rulesOf(rows, typed, "EUR");

  assert.deepEqual([...errors.keys()].sort(), [
    "promotions[0].amount", "promotions[0].conditions.minSubtotal", "promotions[0].uses", "shippingZones[0].methods[0].freeFrom",
    "shippingZones[0].methods[0].steps[0].price", "shippingZones[0].methods[0].steps[0].upTo", "shippingZones[0].methods[1].steps[0].upTo", "taxRates[0].rate",
  ]);
  assert.equal(body.shippingZones[0]?.methods[1]?.steps[0]?.price, 490);
});

test("what was charged is told if it is less than the total", () => {
  const order = /** @type {import("../sdk/lib/index.js").Schemas["Order"]} */ ({ captured: 1250, total: 2000, currency: "EUR" });
  assert.deepEqual(chargedInPart(order), [{ name: "Charged, without what was cancelled", amount: money(1250, "EUR") }]);
  assert.deepEqual(chargedInPart({ ...order, captured: 2000 }), []);
  assert.deepEqual(chargedInPart({ ...order, captured: 0 }), []);
});
