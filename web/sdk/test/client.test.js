import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient, pages, ProblemError } from "../lib/index.js";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const CART = { cartId: "crt_1", version: 1 };

test("arguments become path, query, headers and body", async () => {
  const server = new Server(ok({}), ok({}));

  await server.client().putCartLine({ cartId: "crt_1", sku: "a/b ü", ifMatch: '"3"', body: { quantity: 2 } });
  await server.client({ baseUrl: "http://store/dev/" }).listProducts({
    category: "shoes", inStock: true, minPrice: undefined, "attributes.material": "wool & silk" });

  assert.equal(server.requests[0].url, "http://store/v1/carts/crt_1/items/a%2Fb%20%C3%BC");
  assert.equal(server.requests[0].method, "PUT");
  assert.equal(server.requests[0].headers.get("If-Match"), '"3"');
  assert.equal(server.requests[0].headers.get("Content-Type"), "application/json");
  assert.deepEqual(JSON.parse(server.requests[0].body), { quantity: 2 });
  assert.equal(server.requests[1].url,
    "http://store/dev/v1/products?category=shoes&inStock=true&attributes.material=wool+%26+silk");
  assert.equal(server.requests[1].headers.get("Content-Type"), null);
});

test("an ID that would lead to another route is refused", async () => {
  const server = new Server();
  for (const orderId of ["", ".", "..", undefined, null]) {
    await assert.rejects(server.client().getOrder({ orderId }), TypeError);
  }
  assert.equal(server.requests.length, 0);
});

test("an answer has the data and what the headers say", async () => {
  const server = new Server(json(200, CART, { ETag: '"7"', Location: "/v1/x", "Idempotency-Replayed": "true",
    "X-Correlation-Id": "of-the-server" }), new Response(null, { status: 304 }));

  const answer = await server.client().getProduct({ productId: "a" });
  const unchanged = await server.client().getProduct({ productId: "a", ifNoneMatch: '"7"' });

  assert.deepEqual([answer.status, answer.data, answer.etag, answer.location, answer.replayed, answer.correlationId],
    [200, CART, '"7"', "/v1/x", true, "of-the-server"]);
  assert.deepEqual([unchanged.status, unchanged.data, unchanged.replayed], [304, undefined, false]);
});

test("a problem is an error with its members", async () => {
  const server = new Server(problem(409, "sold-out", { "Retry-After": "30" }, { skus: ["a"] }));

  const error = await failure(server.client().checkout({ body: {} }));

  assert.ok(error instanceof ProblemError && error instanceof Error);
  assert.equal(error.problem.type, "urn:stampede:problem:sold-out");
  assert.deepEqual(error.problem.skus, ["a"]);
  assert.deepEqual([error.status, error.retryAfter, error.message], [409, 30, "409 About sold-out: Some detail"]);
  assert.match(error.correlationId, UUID);
});

test("a guest's read has no header that makes browsers send a preflight", async () => {
  const server = new Server(ok({}), ok({}), json(200, {}, { "X-Correlation-Id": "made-by-the-store" }));

  await server.client().listProducts({ category: "shoes" });
  assert.deepEqual([...server.requests[0].headers.keys()], []);
  await server.client().listProducts({}, { correlationId: "visit-1" });
  assert.deepEqual([...server.requests[1].headers], [["x-correlation-id", "visit-1"]]);
  assert.equal((await server.client().listProducts()).correlationId, "made-by-the-store");
});

test("an error without a problem document is one of an unspecified type", async () => {
  for (const body of ["<h1>Bad gateway</h1>", "", "{"]) {
    const type = body === "{" ? "application/problem+json" : "text/html";
    const server = new Server(new Response(body, { status: 500, headers: { "Content-Type": type } }));
    const error = await failure(server.client().createCart());
    assert.deepEqual([error.problem.type, error.problem.status], ["about:blank", 500]);
  }
});

test("a 503 is repeated after Retry-After, with the same keys", async () => {
  const server = new Server(
    problem(503, "unavailable", { "Retry-After": "2" }), problem(503, "unavailable"), ok({ orderId: "ord_1" }));

  const answer = await server.client().checkout({ body: { cartId: "crt_1" } });

  assert.equal(answer.data.orderId, "ord_1");
  assert.equal(server.pauses[0], 2);
  assert.ok(server.pauses[1] >= 0.25 && server.pauses[1] <= 0.5, `pause of ${server.pauses[1]} s`);
  for (const name of ["Idempotency-Key", "X-Correlation-Id"]) {
    const sent = server.requests.map((request) => request.headers.get(name));
    assert.match(sent[0], UUID);
    assert.deepEqual(sent, [sent[0], sent[0], sent[0]]);
  }
  assert.deepEqual(server.requests.map((request) => request.body), Array(3).fill('{"cartId":"crt_1"}'));
});

test("keys differ between calls, and the caller can give them", async () => {
  const server = new Server(ok({}), ok({}), ok({}));

  await server.client().checkout({ body: {} });
  await server.client().checkout({ body: {} });
  await server.client().checkout({ body: {}, idempotencyKey: "mine" }, { correlationId: "visit-1" });

  const keys = server.requests.map((request) => request.headers.get("Idempotency-Key"));
  assert.notEqual(keys[0], keys[1]);
  assert.equal(keys[2], "mine");
  assert.equal(server.requests[2].headers.get("X-Correlation-Id"), "visit-1");
});

test("a 429 is repeated whatever the request, for nothing has happened", async () => {
  const server = new Server(problem(429, "rate-limited", { "Retry-After": "1" }), json(201, CART));

  assert.equal((await server.client().createCart()).status, 201);
  assert.deepEqual(server.pauses, [1]);
});

test("retries are bounded", async () => {
  const server = new Server(...Array.from({ length: 9 }, () => problem(503, "unavailable", { "Retry-After": "0" })));

  assert.equal((await failure(server.client().listProducts())).status, 503);
  assert.equal(server.requests.length, 4);
  assert.equal((await failure(server.client({ retries: { maxRetries: 1 } }).listProducts())).status, 503);
  assert.equal(server.requests.length, 6);
});

test("a long Retry-After is left to the caller", async () => {
  const date = new Date(Date.now() + 600_000).toUTCString();
  const server = new Server(problem(429, "decline-limit", { "Retry-After": "600" }),
    problem(429, "decline-limit", { "Retry-After": date }));

  assert.equal((await failure(server.client().checkout({ body: {} }))).retryAfter, 600);
  const after = (await failure(server.client().checkout({ body: {} }))).retryAfter;
  assert.ok(after > 590 && after <= 600, `${after} s`);
  assert.deepEqual([server.requests.length, server.pauses.length], [2, 0]);
});

test("a request that is not safe to repeat is sent once if its fate is unknown", async () => {
  for (const reply of [() => problem(503, "unavailable", { "Retry-After": "0" }), () => problem(504, "timeout"),
    () => new TypeError("fetch failed")]) {
    for (const call of [(client) => client.createCart(), (client) => client.submitPayment({ orderId: "o", body: {} })]) {
      const server = new Server(reply());
      await failure(call(server.client()));
      assert.equal(server.requests.length, 1);
    }
  }
});

test("a lost connection is tried again where that is safe, and thrown in the end", async () => {
  const lost = () => new TypeError("fetch failed");
  const server = new Server(lost(), brokenBody(), ok({ products: [] }), lost(), lost(), lost(), lost());

  assert.deepEqual((await server.client().listProducts()).data, { products: [] });
  assert.equal(server.pauses.length, 2);
  assert.equal((await failure(server.client().listProducts())).message, "fetch failed");
});

test("other errors are not repeated", async () => {
  for (const status of [400, 404, 409, 412, 422, 500]) {
    const server = new Server(problem(status, "any"));
    await failure(server.client().listProducts());
    assert.equal(server.requests.length, 1);
  }
});

test("the token is asked for at each call, and again when it has expired", async () => {
  const tokens = ["old", "new", "newer"];
  const server = new Server(problem(401, "unauthorized"), ok({}), ok({}));
  const client = server.client({ token: async () => tokens.shift() });

  await client.listOrders();
  await client.listOrders();

  assert.deepEqual(server.requests.map((request) => request.headers.get("Authorization")),
    ["Bearer old", "Bearer new", "Bearer newer"]);
});

test("a token that stays refused is an error, and a guest has none", async () => {
  const server = new Server(problem(401, "unauthorized"), problem(401, "unauthorized"), problem(401, "unauthorized"),
    problem(401, "unauthorized"));
  let n = 0;

  assert.equal((await failure(server.client({ token: () => "same" }).listOrders())).status, 401);
  assert.equal((await failure(server.client({ token: () => `token-${n++}` }).listOrders())).status, 401);
  assert.equal((await failure(server.client().listOrders())).status, 401);
  assert.equal(server.requests.length, 4);
  assert.equal(server.requests[3].headers.get("Authorization"), null);
});

test("a call can be ended while it waits for a retry", async () => {
  const server = new Server(problem(503, "unavailable", { "Retry-After": "15" }));
  const controller = new AbortController();
  const call = server.client({ retries: {} }).listProducts({}, { signal: controller.signal });
  await server.received(1);

  controller.abort(new Error("The page was left"));

  assert.equal((await failure(call)).message, "The page was left");
  assert.equal(server.requests.length, 1);
});

test("pages are read one after another, as they are wanted", async () => {
  const server = new Server(ok({ products: [1], nextCursor: "c1" }), ok({ products: [2], nextCursor: "c2" }),
    ok({ products: [3] }));
  const seen = [];

  for await (const page of pages(server.client().listProducts, { category: "shoes" })) {
    seen.push(...page.products);
    assert.equal(server.requests.length, seen.length);
  }

  assert.deepEqual(seen, [1, 2, 3]);
  assert.deepEqual(server.requests.map((request) => new URL(request.url).search),
    ["?category=shoes", "?category=shoes&cursor=c1", "?category=shoes&cursor=c2"]);
});

/** Replies in order; an error is thrown, as fetch does. */
class Server {
  requests = [];
  pauses = [];
  #replies;
  #waiting = [];

  constructor(...replies) {
    this.#replies = replies;
  }

  client(options = {}) {
    return createClient({
      baseUrl: "http://store",
      retries: { pause: async (seconds) => void this.pauses.push(seconds) },
      fetch: async (url, request) => {
        this.requests.push({ url, ...request });
        this.#waiting.filter(({ count }) => count <= this.requests.length).forEach(({ resolve }) => resolve());
        const reply = this.#replies.shift();
        if (reply instanceof Error) {
          throw reply;
        }
        assert.ok(reply, `Nothing to reply to ${url}`);
        return reply;
      },
      ...options,
      ...(options.retries?.maxRetries !== undefined
        && { retries: { pause: async () => {}, ...options.retries } }),
    });
  }

  received(count) {
    return new Promise((resolve) => this.requests.length >= count ? resolve() : this.#waiting.push({ count, resolve }));
  }
}

function ok(body) {
  return json(200, body);
}

function json(status, body, headers = {}) {
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });
}

function problem(status, kind, headers = {}, members = {}) {
  return json(status,
    { type: `urn:stampede:problem:${kind}`, title: `About ${kind}`, status, detail: "Some detail", ...members },
    { ...headers, "Content-Type": "application/problem+json" });
}

function brokenBody() {
  return new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError("terminated")) }));
}

async function failure(call) {
  return assert.rejects(call).then(() => call.catch((error) => error));
}
