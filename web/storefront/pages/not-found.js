import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";

/** @returns {import("../../lib/router.js").Page} */
export function notFoundPage() {
  return { title: () => "Page not found", view: () => notFoundView("There is no page at this address.") };
}

/** @param {string} text */
export function notFoundView(text) {
  return html`
    <div class="page-width blank">
      ${icon("compass")}
      <h1>Page not found</h1>
      <p>${text}</p>
      <a class="button" href="/">Go to the home page</a>
    </div>`;
}
