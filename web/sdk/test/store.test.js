import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { createClient, pages, ProblemError } from "../lib/index.js";
import { startStore } from "./store.js";

const RUN = Date.now().toString(36);
const CATEGORY = `sdk-${RUN}`;
const DEADLINE_SECONDS = 60;

let store;
let admin;
let guest;

before(async () => {
  store = await startStore();
  admin = createClient({ baseUrl: store.url, token: () => store.token("owner", "admin") });
  guest = createClient({ baseUrl: store.url });
}, { timeout: 600_000 });

after(() => store?.stop());

test("the contract is served with an entity tag", async () => {
  const { data, etag } = await guest.getContract();

  assert.match(data, /^openapi: 3\.1/);
  assert.equal((await guest.getContract({ ifNoneMatch: etag })).status, 304);
});

test("browse", async () => {
  const ids = [product("browse-a"), product("browse-b"), product("browse-c")];
  await Promise.all(ids.map((id) => sell(id, 5)));

  const listed = await until(async () => {
    const found = [];
    for await (const page of pages(guest.listProducts, { category: CATEGORY, sort: "name", limit: 1 })) {
      found.push(...page.products.map(({ productId }) => productId));
    }
    return ids.every((id) => found.includes(id)) ? found : undefined;
  });
  const { data } = await guest.getProduct({ productId: ids[0] });

  assert.deepEqual(listed.filter((id) => ids.includes(id)), ids);
  assert.equal(data.variants[0].price, 1999);
  // A copy of the function may still remember the product without stock.
  assert.ok(await until(async () => {
    const { etag } = await guest.getProduct({ productId: ids[0] });
    return (await guest.getProduct({ productId: ids[0], ifNoneMatch: etag })).status === 304;
  }));
});

test("a cart that somebody else changed is a typed problem", async () => {
  const id = product("cart");
  await sell(id, 5);
  const { data: cart, etag: empty } = await guest.createCart();
  const args = { cartId: cart.cartId, sku: sku(id), ifMatch: empty ?? `"${cart.version}"` };

  const filled = await guest.putCartLine({ ...args, body: { quantity: 2 } });
  const stale = await failure(guest.putCartLine({ ...args, body: { quantity: 3 } }));

  assert.equal(filled.data.lines[0].quantity, 2);
  assert.equal(stale.status, 412);
  assert.match(stale.problem.type, /^urn:stampede:problem:/);
});

test("pay an order after the first card was declined, and ship it", async () => {
  const id = product("paid");
  await sell(id, 5);
  const { data: cart } = await guest.createCart();
  const { data: filled } = await guest.putCartLine({ cartId: cart.cartId, sku: sku(id), body: { quantity: 1 } });
  const body = { cartId: cart.cartId, version: filled.version, email: `${RUN}@example.com`, paymentToken: "tok_decline" };

  const placed = await guest.checkout({ body });
  const again = await guest.checkout({ body });
  const { orderId } = placed.data;
  const declined = await settled(orderId, "PAYMENT_DECLINED");
  await guest.submitPayment({ orderId, body: { paymentToken: "tok_approve" } });
  const paid = await settled(orderId, "PAID");
  const { data: shipped } = await admin.shipOrder({ orderId, body: { carrier: "Post", trackingNumber: "T-1" } });

  assert.deepEqual([placed.status, placed.replayed, placed.location], [202, false, `/v1/orders/${orderId}`]);
  assert.deepEqual([again.data.orderId, again.replayed], [orderId, true]);
  assert.ok(declined.heldUntil);
  assert.equal(paid.total, 1999);
  assert.equal(shipped.status, "SHIPPED");
  assert.ok(shipped.timeline.some(({ type }) => type === "OrderShipped"));
});

test("buy without a cart, under a key that the client makes", async () => {
  const id = product("now");
  await sell(id, 5);
  const body = { lines: [{ sku: sku(id), quantity: 1, unitPrice: 1999 }], currency: "EUR",
    email: `now-${RUN}@example.com`, paymentToken: "tok_approve" };

  const { data } = await guest.checkout({ body });

  assert.equal((await settled(data.orderId, "PAID")).lines[0].sku, sku(id));
  const changed = await failure(guest.checkout({ body: { ...body, lines: [{ ...body.lines[0], unitPrice: 1 }] } }));
  assert.equal(changed.problem.type, "urn:stampede:problem:price-changed");
  assert.equal(changed.problem.changes[0].now, 1999);
});

test("an invalid request names the fields", async () => {
  const { problem } = await failure(guest.checkout({ body: { cartIdd: "crt_1" } }));

  assert.equal(problem.type, "urn:stampede:problem:invalid-request");
  assert.ok(problem.errors.some(({ field }) => field === "cartIdd"));
  assert.equal((await failure(guest.getProduct({ productId: "no-such-product" }))).problem.type,
    "urn:stampede:problem:not-found");
});

test("a correlation ID comes back", async () => {
  assert.equal((await guest.listProducts({}, { correlationId: `sdk-${RUN}` })).correlationId, `sdk-${RUN}`);
});

function product(name) {
  return `${name}-${RUN}`;
}

function sku(productId) {
  return `${productId}-1`;
}

/** A product in stock. */
async function sell(productId, units) {
  await admin.putProduct({ productId,
    body: { title: productId, category: CATEGORY, variants: [{ sku: sku(productId), price: 1999 }] } });
  await admin.adjustStock({
    body: { adjustmentId: `first-${productId}`, sku: sku(productId), delta: units, reason: "First delivery" } });
  await until(async () => (await guest.getProduct({ productId })).data.availability !== "OUT");
}

function settled(orderId, status) {
  return until(async () => {
    const { data } = await guest.getOrder({ orderId, wait: 10 });
    return data.status === status ? data : undefined;
  });
}

/** The first truthy result, before the deadline. */
async function until(attempt) {
  for (const end = Date.now() + DEADLINE_SECONDS * 1000; ;) {
    const result = await attempt();
    if (result) {
      return result;
    }
    assert.ok(Date.now() < end, "It took too long");
    await pause(100);
  }
}

async function failure(call) {
  const error = await call.then(() => assert.fail("The call succeeded"), (reason) => reason);
  assert.ok(error instanceof ProblemError, String(error));
  return error;
}
