import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";

/** @param {string} text */
export function notFoundView(text) {
  return html`<div class="workspace-page blank">${icon("compass")}<h1>Not found</h1><p>${text}</p><a class="button secondary" href="/admin/orders">Orders</a></div>`;
}

/** @returns {import("../../lib/router.js").Page} */
export function notFoundPage() {
  return { title: () => "Not found", view: () => notFoundView("This address has no page.") };
}
