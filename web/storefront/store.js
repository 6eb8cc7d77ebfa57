import { createClient } from "../sdk/lib/index.js";
import { session } from "../lib/session.js";
import { SHOP } from "./config.js";

/** @typedef {import("../sdk/lib/index.js").Schemas} Schemas */

/** The store's API, as the customer who is signed in. */
export const store = createClient({ baseUrl: SHOP.apiUrl, token: () => session.token() });
