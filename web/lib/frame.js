import { html } from "./html.js";
import { icon } from "./icons.js";
import { update } from "./view.js";

/** The first element of a page: leads past the navigation. */
export function skipLink() {
  return html`<a class="skip-link visually-hidden" href="#main" @click=${skip}>Skip to the content</a>`;
}

/** @param {Event} event */
function skip(event) {
  event.preventDefault();
  document.querySelector("main")?.focus();
}

/** @param {string} className sets its size and color */
export function brandMark(className) {
  return html`<svg class=${className} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <path d="M7 24 11 8M14 24 18 8M21 24 25 8"/></svg>`;
}

/** Changes between light and dark. */
export function themeButton() {
  const other = window.theme.current() === "dark" ? "light" : "dark";
  const toggle = () => {
    window.theme.toggle();
    update();
  };
  return html`<button class="icon-button" type="button" aria-label="Use ${other} colors" title="Use ${other} colors"
    @click=${toggle}>${icon(other === "dark" ? "moon" : "sun")}</button>`;
}
