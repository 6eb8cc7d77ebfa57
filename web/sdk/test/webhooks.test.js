import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { verifyWebhook, WebhookVerificationError } from "../lib/index.js";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const OTHER = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const SECONDS = 1614265330;
const BODY = '{"test": 2432232314}';
/** The example that the libraries of Standard Webhooks are tested with. */
const HEADERS = {
  "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
  "webhook-timestamp": String(SECONDS),
  "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};
const at = (seconds) => ({ now: () => seconds * 1000 });

const fault = (promise, expected) => assert.rejects(promise,
  (error) => error instanceof WebhookVerificationError && error.fault === expected);

test("the example of Standard Webhooks is verified, with either kind of headers", async () => {
  assert.deepEqual(await verifyWebhook(BODY, HEADERS, SECRET, at(SECONDS)), { test: 2432232314 });
  assert.deepEqual(await verifyWebhook(BODY, new Headers(HEADERS), SECRET, at(SECONDS)), { test: 2432232314 });
});

test("while a secret is replaced, either secret and either signature is enough", async () => {
  await verifyWebhook(BODY, HEADERS, [OTHER, SECRET], at(SECONDS));
  const second = createHmac("sha256", Buffer.from(OTHER.slice(6), "base64"))
    .update(`${HEADERS["webhook-id"]}.${SECONDS}.${BODY}`).digest("base64");
  const both = { ...HEADERS, "webhook-signature": `v1,${second} ${HEADERS["webhook-signature"]}` };
  await verifyWebhook(BODY, both, SECRET, at(SECONDS));
  await verifyWebhook(BODY, both, OTHER, at(SECONDS));
});

test("a changed body, ID, time or secret is refused", async () => {
  await fault(verifyWebhook(`${BODY} `, HEADERS, SECRET, at(SECONDS)), "invalid-signature");
  await fault(verifyWebhook(BODY, { ...HEADERS, "webhook-id": "msg_other" }, SECRET, at(SECONDS)), "invalid-signature");
  await fault(verifyWebhook(BODY, { ...HEADERS, "webhook-timestamp": String(SECONDS + 1) }, SECRET, at(SECONDS)), "invalid-signature");
  await fault(verifyWebhook(BODY, HEADERS, OTHER, at(SECONDS)), "invalid-signature");
  await fault(verifyWebhook(BODY, { ...HEADERS, "webhook-signature": "v1,? v2,g0hM9SsE v1," }, SECRET, at(SECONDS)), "invalid-signature");
});

test("a request that is too old, or from the future, is refused", async () => {
  await verifyWebhook(BODY, HEADERS, SECRET, at(SECONDS + 299));
  await fault(verifyWebhook(BODY, HEADERS, SECRET, at(SECONDS + 301)), "too-old");
  await fault(verifyWebhook(BODY, HEADERS, SECRET, at(SECONDS - 301)), "too-old");
  await verifyWebhook(BODY, HEADERS, SECRET, { ...at(SECONDS + 301), toleranceSeconds: 600 });
});

test("missing and malformed headers are named", async () => {
  for (const name of Object.keys(HEADERS)) {
    await fault(verifyWebhook(BODY, { ...HEADERS, [name]: undefined }, SECRET, at(SECONDS)), "missing-header");
    const headers = new Headers(HEADERS);
    headers.delete(name);
    await fault(verifyWebhook(BODY, headers, SECRET, at(SECONDS)), "missing-header");
  }
  await fault(verifyWebhook(BODY, { ...HEADERS, "webhook-timestamp": "yesterday" }, SECRET, at(SECONDS)), "invalid-timestamp");
});

test("a signed body that is no JSON is refused, and what is no secret is an error of the caller", async () => {
  const signature = createHmac("sha256", Buffer.from(SECRET.slice(6), "base64"))
    .update(`${HEADERS["webhook-id"]}.${SECONDS}.no`).digest("base64");
  await fault(verifyWebhook("no", { ...HEADERS, "webhook-signature": `v1,${signature}` }, SECRET, at(SECONDS)), "invalid-body");
  await assert.rejects(verifyWebhook(BODY, HEADERS, "secret", at(SECONDS)), TypeError);
});
