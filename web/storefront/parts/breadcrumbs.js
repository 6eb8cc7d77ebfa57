import { html } from "../../lib/html.js";

/**
 * @param {readonly { href: string, text: string }[]} above
 * @param {string} here
 */
export function breadcrumbs(above, here) {
  return html`
    <nav class="breadcrumbs" aria-label="Breadcrumbs">
      <ol>
        <li><a href="/">Home</a></li>
        ${above.map(({ href, text }) => html`<li><a href=${href}>${text}</a></li>`)}
        <li aria-current="page">${here}</li>
      </ol>
    </nav>`;
}
