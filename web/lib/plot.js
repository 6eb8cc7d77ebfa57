import { html, svg } from "./html.js";
import { count } from "./format.js";

const WIDTH = 120;
const HEIGHT = 32;

/**
 * A line of values over time, newest at the right. It has no scale: the text beside it says the number.
 *
 * @param {readonly number[]} values not negative
 * @param {object} options
 * @param {string} options.label for screen readers
 * @param {number} options.length number of values that fill the width
 */
export function sparkline(values, { label, length }) {
  const highest = Math.max(...values, 1e-9);
  const isIdle = values.length < 2 || values.every((value) => value === 0);
  const step = WIDTH / Math.max(length - 1, 1);
  const start = WIDTH - (values.length - 1) * step;
  const points = values.map((value, i) => `${(start + i * step).toFixed(1)},${(HEIGHT - 2 - value / highest * (HEIGHT - 4)).toFixed(1)}`);
  return html`<svg class="sparkline ${isIdle ? "idle" : ""}" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${label}>
    ${isIdle ? svg`<path class="line" d="M0 ${HEIGHT - 2}H${WIDTH}"/>` : svg`
      <path class="area" d="M${start.toFixed(1)},${HEIGHT} L${points.join(" L")} L${WIDTH},${HEIGHT} Z"/>
      <path class="line" d="M${points.join(" L")}"/>`}
  </svg>`;
}

/**
 * Numbers as bars, side by side, each with its name below and its value above.
 *
 * @param {readonly { name: string, value: number, of: number }[]} bars `of` is what a full bar would be
 * @param {string} label for screen readers
 */
export function barPlot(bars, label) {
  const highest = Math.max(...bars.map(({ value, of }) => Math.max(value, of)), 1);
  return html`
    <div class="bars" role="img" aria-label=${`${label}: ${bars.map(({ name, value }) => `${name}: ${value}`).join(", ")}`}>
      ${bars.map(({ name, value, of }) => html`
        <div class="bar" aria-hidden="true">
          <span class="bar-value number">${count(value)}</span>
          <svg viewBox="0 0 10 100" preserveAspectRatio="none">
            <rect class="bar-whole" x="0" width="10" y=${100 - of / highest * 100} height=${of / highest * 100}></rect>
            <rect class="bar-part" x="0" width="10" y=${100 - value / highest * 100} height=${value / highest * 100}></rect>
          </svg>
          <span class="bar-name number">${name}</span>
        </div>`)}
    </div>`;
}
