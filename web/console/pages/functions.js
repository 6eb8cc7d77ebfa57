import { count } from "../../lib/format.js";
import { html, nothing, repeat } from "../../lib/html.js";
import { sparkline } from "../../lib/plot.js";
import { problemView } from "../../lib/problem.js";
import { update } from "../../lib/view.js";
import { send } from "../local.js";
import { liveView } from "../parts.js";
import { functionRates, functions, PLOTTED } from "../watched.js";

/** @typedef {{ isRunning: boolean, payload: string | undefined, isError: boolean, millis: number, refusal: unknown }} Invocation */

/** @returns {import("../../lib/router.js").Page} */
export function functionsPage() {
  /** @type {Map<string, Invocation>} */
  const invocations = new Map();

  /**
   * @param {SubmitEvent} event
   * @param {string} name
   */
  const invoke = async (event, name) => {
    event.preventDefault();
    const json = String(new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).get("event"));
    /** @type {Invocation} */
    const invocation = { isRunning: true, payload: undefined, isError: false, millis: 0, refusal: undefined };
    invocations.set(name, invocation);
    update();
    const start = performance.now();
    try {
      const response = await send(`/functions/${name}/invocations`, { json });
      invocation.payload = pretty(await response.text());
      invocation.isError = response.headers.has("X-Amz-Function-Error");
    } catch (error) {
      invocation.refusal = error;
    }
    invocation.millis = Math.round(performance.now() - start);
    invocation.isRunning = false;
    update();
    functions.refresh();
  };

  /** @param {import("../watched.js").FunctionRow} row */
  const functionView = (row) => {
    const rates = functionRates.of(row.name);
    const invocation = invocations.get(row.name);
    return html`
      <li class="panel function">
        <details class="disclosure">
          <summary>
            <span class="function-name"><strong>${row.name}</strong>
              <span class="cluster tight">
                ${row.running === 0 ? nothing : html`<span class="badge positive">${row.running} running</span>`}
                ${row.errors === 0 ? nothing : html`<span class="badge negative">${count(row.errors)} failed</span>`}
                ${row.throttles === 0 ? nothing : html`<span class="badge caution">${count(row.throttles)} throttled</span>`}
              </span></span>
            <span class="function-plot">${sparkline(rates, { label: `${row.name}: invocations a second, over two minutes`, length: PLOTTED })}</span>
            <span class="function-number number"><strong>${count(row.invocations)}</strong><br><span class="small soft">invocations</span></span>
            <span class="function-number number"><strong>${row.invocations === 0 ? "–" : `${row.meanMillis < 10 ? row.meanMillis.toFixed(1) : Math.round(row.meanMillis)} ms`}</strong><br><span class="small soft">mean</span></span>
          </summary>
          <div class="function-body stack">
            <dl class="facts"><div><dt>Handler</dt><dd><code>${row.handler}</code></dd></div></dl>
            <div class="stack tight"><h3>Triggers</h3><ul class="stack tight">${row.triggers.map((trigger) => html`<li class="small"><code>${trigger}</code></li>`)}</ul></div>
            <form class="stack" @submit=${(/** @type {SubmitEvent} */ event) => invoke(event, row.name)}>
              <div class="field"><label for="event-${row.name}">Event</label>
                <textarea class="input code-input" id="event-${row.name}" name="event" spellcheck="false" aria-describedby="hint-${row.name}">{}</textarea>
                <p class="hint" id="hint-${row.name}">JSON, as Lambda would deliver it. The directory <code>events</code> has a sample for each trigger.</p></div>
              <div><button class="button secondary compact" aria-busy=${invocation?.isRunning ?? false}>Invoke</button></div>
              ${invocation === undefined || invocation.isRunning ? nothing : responseView(invocation)}
            </form>
          </div>
        </details>
      </li>`;
  };

  return {
    title: () => "Functions",
    view: () => html`
      <div class="workspace-page stack loose">
        <div class="stack tight"><h1>Functions</h1>
          <p class="soft">The functions of <code>template.yaml</code>, in this process. Open one to see its triggers and to invoke it.</p></div>
        ${liveView(functions, (rows) => html`<ul class="stack">${repeat(rows, ({ name }) => name, functionView)}</ul>`)}
      </div>`,
  };
}

/** @param {Invocation} invocation */
function responseView({ payload, isError, millis, refusal }) {
  return refusal !== undefined ? problemView(refusal) : html`
    <div class="stack tight" role="status">
      <p class="small"><span class="badge ${isError ? "negative" : "positive"}">${isError ? "The function failed" : "Answered"}</span> <span class="soft">after ${count(millis)} ms</span></p>
      <pre class="code limited" tabindex="0">${payload}</pre>
    </div>`;
}

/** @param {string} json */
function pretty(json) {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
