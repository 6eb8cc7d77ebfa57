import { render } from "./html.js";

/** @typedef {import("/assets/npm/lit-html/lit-html.js").TemplateResult | typeof import("./html.js").nothing | string} View */

/** @type {(() => void) | undefined} */
let draw;
let isScheduled = false;

/**
 * Shows a view in an element, again after each {@link update}. State is plain data anywhere; a view is a function of it, and
 * lit-html changes in the document only what differs.
 *
 * @param {HTMLElement} element its content, which is there until the first view, is replaced
 * @param {() => View} view
 * @param {() => void} [drawn] called after each time
 */
export function mount(element, view, drawn) {
  element.replaceChildren();
  draw = () => {
    render(view(), element);
    drawn?.();
  };
  draw();
}

/** Draws the view again, once for all changes until the next microtask. */
export function update() {
  if (isScheduled || draw === undefined) {
    return;
  }
  isScheduled = true;
  queueMicrotask(() => {
    isScheduled = false;
    draw?.();
  });
}
