import { announce } from "./announce.js";
import { html, nothing, repeat } from "./html.js";
import { update } from "./view.js";

const SHOWN_MILLIS = 5000;

/** @typedef {{ id: number, text: string, link?: { href: string, text: string } | undefined }} Toast */

/** @type {Toast[]} */
let toasts = [];
let lastId = 0;

/**
 * Shows a short message for a few seconds. Nothing depends on seeing it.
 *
 * @param {string} text
 * @param {{ href: string, text: string }} [link]
 */
export function toast(text, link) {
  const id = ++lastId;
  toasts = [...toasts.slice(-1), { id, text, link }];
  announce(text);
  update();
  setTimeout(() => {
    toasts = toasts.filter((other) => other.id !== id);
    update();
  }, SHOWN_MILLIS);
}

/** @returns {import("./view.js").View} */
export function toastsView() {
  return toasts.length === 0 ? nothing : html`<div class="toasts" role="region" aria-label="Messages">
    ${repeat(toasts, ({ id }) => id, ({ text, link }) => html`
      <div class="toast"><span>${text}</span>${link === undefined ? nothing : html`<a href=${link.href}>${link.text}</a>`}</div>`)}
  </div>`;
}
