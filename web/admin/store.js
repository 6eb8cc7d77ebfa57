import { Session } from "../lib/session.js";
import { createClient } from "../sdk/lib/index.js";
import { ADMIN } from "./config.js";

/** @typedef {import("../sdk/lib/index.js").Schemas} Schemas */

/** The admin who is signed in; customers sign in to the shop separately. */
export const session = new Session("stampede.admin");

/** The store's API, as that admin. */
export const store = createClient({ baseUrl: ADMIN.apiUrl, token: () => session.token() });
