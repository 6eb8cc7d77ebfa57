import assert from "node:assert/strict";
import { test } from "node:test";
import { emailText } from "../lib/email.js";

const SHOWN = {
  "ann.lee@example.com": "ann.lee@example.com",
  "kunde@xn--mller-kva.de": "kunde@müller.de",
  "kunde@xn--mnchen-ost-9db.xn--mller-kva.de": "kunde@münchen-ost.müller.de",
  "kunde@xn--strae-oqa.de": "kunde@straße.de",
  "a@xn--proprostnemluvesky-uyb24dma41a.cz": "a@pročprostěnemluvíčesky.cz",
  "a@xn--r8jz45g.xn--zckzah": "a@例え.テスト",
  "a@xn--e1afmkfd.xn--p1ai": "a@пример.рф",
};

for (const [address, text] of Object.entries(SHOWN)) {
  test(`${address} is shown as ${text}`, () => assert.equal(emailText(address), text));
}

const KEPT = {
  "a@xn--80ak6aa92e.com": "Cyrillic that looks like apple.com",
  "a@xn--pple-43d.com": "a Cyrillic letter among Latin ones",
  "a@xn--nxasmm1c.com": "Greek under a Latin top-level domain",
  "a@xn--e28h.com": "a picture",
  "a@xn--a.com": "no letters beyond ASCII",
  "a@xn--99999999.com": "beyond Unicode",
  "a@xn--.com": "nothing",
  "a@xn--mller-kva?.de": "not Punycode",
  "nobody": "no address",
};

for (const [address, why] of Object.entries(KEPT)) {
  test(`${address} is kept: ${why}`, () => assert.equal(emailText(address), address));
}
