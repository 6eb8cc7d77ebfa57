import { count } from "../../lib/format.js";
import { html, live, repeat } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { sparkline } from "../../lib/plot.js";
import { update } from "../../lib/view.js";
import { liveView } from "../parts.js";
import { metricRates, metrics, PLOTTED } from "../watched.js";

/** @typedef {{ full: string, label: string, value: number | import("../watched.js").Times }} Series */

/** @returns {import("../../lib/router.js").Page} */
export function metricsPage() {
  let words = "";
  /** @param {Event} event */
  const typed = (event) => {
    words = /** @type {HTMLInputElement} */ (event.currentTarget).value.trim().toLowerCase();
    update();
  };

  /** @param {Record<string, Series["value"]>} values */
  const all = (values) => {
    const groups = Object.entries(grouped(values)).filter(([name, series]) => `${name} ${series.map(({ label }) => label).join(" ")}`.toLowerCase().includes(words));
    return groups.length === 0
      ? html`<div class="blank">${icon("chart")}<p>${words === "" ? "No metrics yet. They appear with the first orders." : "No metric has these words."}</p></div>`
      : html`<div class="metrics">${repeat(groups, ([name]) => name, ([name, series]) => group(name, series))}</div>`;
  };

  return {
    title: () => "Metrics",
    view: () => html`
      <div class="workspace-page stack loose">
        <div class="stack tight"><h1>Metrics</h1>
          <p class="soft">The functions' business metrics since the start: sums, and the median and 99th percentile of times. Lines show the last two minutes.</p></div>
        <div class="toolbar"><div class="field wide"><label for="metric">Filter</label>
          <input class="input" id="metric" type="search" autocomplete="off" placeholder="Name or dimension" .value=${live(words)} @input=${typed}></div></div>
        ${liveView(metrics, all)}
      </div>`,
  };
}

/**
 * @param {string} name
 * @param {readonly Series[]} series
 */
function group(name, series) {
  return html`
    <section class="panel stack" aria-label=${name}>
      <h2 class="metric-name">${name}</h2>
      <ul class="stack tight">${repeat(series, ({ full }) => full, ({ full, label, value }) => {
        const rates = metricRates.of(full);
        const [what, figure, detail] = typeof value === "number"
          ? [label === "" ? "all" : label, count(Math.round(value * 100) / 100), perSecond(rates.at(-1) ?? 0)]
          : [`median of ${count(value.count)}`, duration(value.median), `p99 ${duration(value.p99)}`];
        return html`
          <li class="metric"><span class="metric-label small">${what}</span>
            <span class="metric-plot">${sparkline(rates, { label: `${full} a second, over two minutes`, length: PLOTTED })}</span>
            <span class="metric-sum number"><strong>${figure}</strong><br><span class="small soft">${detail}</span></span></li>`;
      })}</ul>
    </section>`;
}

/** @param {number} rate */
function perSecond(rate) {
  return rate === 0 ? "–" : `${rate < 10 ? rate.toFixed(1) : count(Math.round(rate))}/s`;
}

/** @param {number} millis */
function duration(millis) {
  return millis < 10_000 ? `${count(millis)} ms` : `${count(Math.round(millis / 1000))} s`;
}

/**
 * `Checkout{Outcome=Placed}` belongs to `Checkout`.
 *
 * @param {Record<string, Series["value"]>} values
 */
function grouped(values) {
  /** @type {Record<string, Series[]>} */
  const groups = {};
  for (const [full, value] of Object.entries(values)) {
    const [name = full, dimension = ""] = full.split("{");
    (groups[name] ??= []).push({ full, label: dimension.replace(/}$/, "").replace("=", ": "), value });
  }
  return groups;
}
