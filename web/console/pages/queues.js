import { count, plural } from "../../lib/format.js";
import { html, nothing, repeat } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { problemView } from "../../lib/problem.js";
import { toast } from "../../lib/toast.js";
import { update } from "../../lib/view.js";
import { send } from "../local.js";
import { liveView } from "../parts.js";
import { queues } from "../watched.js";

/** @typedef {import("../watched.js").Queue} Queue */

/** @returns {import("../../lib/router.js").Page} */
export function queuesPage() {
  /** @type {string | undefined} */
  let running;
  /** @type {Map<string, unknown>} */
  const refusals = new Map();
  /** @type {Map<string, { messageId: string, function: string, reason: string }[]>} */
  const remaining = new Map();

  /** @param {Queue} queue */
  const replay = async ({ name, replay: path }) => {
    if (running !== undefined || path === undefined) {
      return;
    }
    running = name;
    refusals.delete(name);
    update();
    try {
      const response = await send(path.replace("/_local", ""), { json: "{}" });
      const report = await response.json();
      remaining.set(name, report.remaining);
      toast(report.remaining.length === 0 ? `${plural(report.replayed, "message")} replayed`
        : `${plural(report.replayed, "message")} replayed, ${report.remaining.length} still can't be processed`);
    } catch (error) {
      refusals.set(name, error);
    }
    running = undefined;
    queues.refresh();
  };

  /** @param {Queue} queue */
  const deadLettersView = (queue) => {
    const refusal = refusals.get(queue.name);
    return html`
      <section class="panel stack" aria-labelledby="queue-${queue.name}">
        <div class="spread">
          <div class="stack tight"><h3 id="queue-${queue.name}">${queue.name}</h3>
            <p class="small soft">${plural(queue.waiting, "message")}${queue.sources.length === 0 ? nothing : `, given up by ${queue.sources.join(" and ")}`}</p></div>
          ${queue.replay === undefined
            ? html`<span class="small soft">These name batches of a stream; they can't be replayed.</span>`
            : html`<button class="button secondary compact" type="button" aria-busy=${running === queue.name} ?disabled=${running !== undefined && running !== queue.name}
              @click=${() => replay(queue)}>${icon("repeat")} Replay</button>`}
        </div>
        ${refusal === undefined ? nothing : problemView(refusal)}
        ${remaining.get(queue.name)?.map(({ function: name, reason }) => html`<div class="notice caution">${icon("warning")}<div><strong>${name || "Not replayed"}</strong><p class="small">${reason}</p></div></div>`)}
        ${repeat(queue.messages, ({ messageId }) => messageId, ({ messageId, body }) => html`
          <details class="message"><summary class="small"><code>${messageId}</code> <span class="soft">${firstWords(body)}</span></summary>
            <pre class="code limited" tabindex="0">${pretty(body)}</pre></details>`)}
        ${queue.waiting > queue.messages.length ? html`<p class="small soft">The first ${queue.messages.length} of ${count(queue.waiting)}.</p>` : nothing}
      </section>`;
  };

  /** @param {readonly Queue[]} list */
  const listView = (list) => {
    const dead = list.filter(({ deadLetters, waiting }) => deadLetters && waiting > 0);
    return html`
      ${dead.length === 0
        ? html`<div class="notice positive">${icon("check")}<div><strong>No dead letters</strong><p class="small">The functions have processed every message so far.</p></div></div>`
        : html`<section class="stack" aria-labelledby="dead"><h2 id="dead">Dead letters</h2>${dead.map(deadLettersView)}</section>`}
      <section class="stack" aria-labelledby="depths"><h2 id="depths">Queues</h2>
        ${depths(list.filter(({ deadLetters }) => !deadLetters))}</section>
      <section class="stack" aria-labelledby="dead-queues"><h2 id="dead-queues">Dead-letter queues</h2>
        ${depths(list.filter(({ deadLetters }) => deadLetters))}</section>`;
  };

  return {
    title: () => "Queues",
    view: () => html`
      <div class="workspace-page stack loose">
        <div class="stack tight"><h1>Queues</h1>
          <p class="soft">Messages between the functions. A message that fails too often becomes a dead letter.</p></div>
        ${liveView(queues, listView)}
      </div>`,
  };
}

/** @param {readonly Queue[]} list */
function depths(list) {
  return html`
    <div class="table-scroll" tabindex="0" role="group" aria-label="Message counts"><table class="table roomy">
      <thead><tr><th scope="col">Queue</th><th scope="col" class="number">Waiting</th><th scope="col" class="number">In flight</th><th scope="col" class="number">Delayed</th></tr></thead>
      <tbody>${repeat(list, ({ name }) => name, ({ name, waiting, inFlight, delayed, deadLetters }) => html`
        <tr><th scope="row" class="queue-name">${name}</th>
          <td data-label="Waiting" class="number">${waiting > 0 && deadLetters ? html`<span class="badge negative">${count(waiting)}</span>` : quantity(waiting)}</td>
          <td data-label="In flight" class="number">${quantity(inFlight)}</td><td data-label="Delayed" class="number">${quantity(delayed)}</td></tr>`)}
      </tbody></table></div>`;
}

/** @param {number} number */
function quantity(number) {
  return number === 0 ? html`<span class="faint">0</span>` : html`<strong>${count(number)}</strong>`;
}

/** @param {string} body */
function firstWords(body) {
  return body.length > 80 ? `${body.slice(0, 80)}…` : body;
}

/** @param {string} body */
function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
