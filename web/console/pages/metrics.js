import { count } from "../../lib/format.js";
import { html, live, repeat } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { sparkline } from "../../lib/plot.js";
import { update } from "../../lib/view.js";
import { liveView } from "../parts.js";
import { metricRates, metrics, PLOTTED } from "../watched.js";

/** @typedef {{ full: string, label: string, sum: number }} Series */

/** @returns {import("../../lib/router.js").Page} */
export function metricsPage() {
  let words = "";
  /** @param {Event} event */
  const typed = (event) => {
    words = /** @type {HTMLInputElement} */ (event.currentTarget).value.trim().toLowerCase();
    update();
  };

  /** @param {Record<string, number>} sums */
  const all = (sums) => {
    const groups = Object.entries(grouped(sums)).filter(([name, series]) => `${name} ${series.map(({ label }) => label).join(" ")}`.toLowerCase().includes(words));
    return groups.length === 0
      ? html`<div class="blank">${icon("chart")}<p>${words === "" ? "No metrics yet. They appear with the first orders." : "No metric has these words."}</p></div>`
      : html`<div class="metrics">${repeat(groups, ([name]) => name, ([name, series]) => group(name, series))}</div>`;
  };

  return {
    title: () => "Metrics",
    view: () => html`
      <div class="workspace-page stack loose">
        <div class="stack tight"><h1>Metrics</h1>
          <p class="soft">The functions' business metrics: sums since the start, and how they grew over the last two minutes.</p></div>
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
      <ul class="stack tight">${repeat(series, ({ full }) => full, ({ full, label, sum }) => {
        const rates = metricRates.of(full);
        const rate = rates.at(-1) ?? 0;
        return html`
          <li class="metric"><span class="metric-label small">${label === "" ? "all" : label}</span>
            <span class="metric-plot">${sparkline(rates, { label: `${full} a second, over two minutes`, length: PLOTTED })}</span>
            <span class="metric-sum number"><strong>${count(Math.round(sum * 100) / 100)}</strong><br><span class="small soft">${rate === 0 ? "–" : `${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s`}</span></span></li>`;
      })}</ul>
    </section>`;
}

/**
 * `Checkout{Outcome=Placed}` belongs to `Checkout`.
 *
 * @param {Record<string, number>} sums
 */
function grouped(sums) {
  /** @type {Record<string, Series[]>} */
  const groups = {};
  for (const [full, sum] of Object.entries(sums)) {
    const [name = full, dimension = ""] = full.split("{");
    (groups[name] ??= []).push({ full, label: dimension.replace(/}$/, "").replace("=", ": "), sum });
  }
  return groups;
}
