import { createClient } from "../sdk/lib/index.js";
import { session } from "../lib/session.js";
import { SHOP } from "./config.js";

/** @typedef {import("../sdk/lib/index.js").Schemas} Schemas */

const options = { baseUrl: SHOP.apiUrl, token: () => session.token() };

/** The store's API, as the customer who is signed in. */
export const store = createClient(options);

/** The same, without answers that the browser has kept: for prices and availability that somebody is about to buy at. */
export const freshStore = createClient({ ...options, fetch: (url, request) => fetch(url, { ...request, cache: "no-cache" }) });
