import { LANGUAGE } from "../lib/format.js";
import { html, nothing } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { problemView } from "../lib/problem.js";

/**
 * What a page shows of something that is read again and again: the last value stays when the store cannot be reached.
 *
 * @template T
 * @param {import("../lib/live.js").Live<T>} live
 * @param {(value: T) => import("../lib/view.js").View} ready
 */
export function liveView(live, ready) {
  const retry = () => {
    live.refresh();
  };
  if (live.value === undefined) {
    return live.error === undefined
      ? html`<div class="stack" aria-busy="true">${[1, 2, 3].map(() => html`<div class="skeleton row"></div>`)}</div>`
      : problemView(live.error, retry);
  }
  return html`
    ${live.error === undefined ? nothing : html`
      <div class="notice caution" role="status">${icon("warning")}<div><strong>Not up to date</strong>
        <p class="small">The store does not answer. Is it still running? This is what it said last.</p></div></div>`}
    ${ready(live.value)}`;
}

/** @param {string} iso RFC 3339 */
export function timeOfDay(iso) {
  return new Date(iso).toLocaleTimeString(LANGUAGE, { timeStyle: "medium" });
}
