import { count, plural } from "../../lib/format.js";
import { html, nothing } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { sparkline } from "../../lib/plot.js";
import { liveView, timeOfDay } from "../parts.js";
import { deadLetters, functionRates, functions, mails, MAX_MAILS, opened, PLOTTED, queues, unread } from "../watched.js";

const RECENT = 6;

/** @returns {import("../../lib/router.js").Page} */
export function overviewPage() {
  return { title: () => "Overview", view };
}

function view() {
  return html`
    <div class="workspace-page stack loose">
      <div class="stack tight"><h1>Overview</h1>
        <p class="soft">The store on this machine, and what it does at the moment.</p></div>
      <div class="tiles">${mailTile()}${functionsTile()}${queuesTile()}${deadLettersTile()}</div>
      <div class="with-aside">
        <section class="panel stack" aria-labelledby="recent">
          <div class="spread"><h2 id="recent">Latest emails</h2><a class="small" href="/_local/mailbox">Mailbox</a></div>
          ${liveView(mails, (list) => list.length === 0
            ? html`<p class="soft">None yet. Buy something in the <a href="/">shop</a>: its emails arrive here.</p>`
            : html`<ul class="recent-mails">${list.slice(0, RECENT).map(recentMail)}</ul>`)}
        </section>
        <section class="panel stack" aria-labelledby="more">
          <h2 id="more">Elsewhere</h2>
          <ul class="link-list">
            <li><a href="/">${icon("cart")} Shop</a></li>
            <li><a href="/admin">${icon("tag")} Admin: orders, products, stock</a></li>
            <li><a href="/_local/docs">${icon("info")} API documentation</a></li>
            <li><a href="/v1/openapi.yaml">${icon("external")} openapi.yaml</a></li>
            <li><a href="/_local/oidc/.well-known/openid-configuration">${icon("key")} OpenID Connect issuer</a></li>
          </ul>
          <p class="small soft">Each page here answers JSON to programs: <code>curl ${location.origin}/_local</code></p>
        </section>
      </div>
    </div>`;
}

/** @param {import("../watched.js").MailSummary} mail */
function recentMail({ id, subject, to, at }) {
  return html`<li><a href="/_local/mailbox?mail=${id}"><strong>${subject}</strong>${opened.has(id) ? nothing : html` <span class="badge accent">New</span>`}<br>
    <span class="small soft">${to.join(", ")} · <time class="number" datetime=${at}>${timeOfDay(at)}</time></span></a></li>`;
}

/**
 * @param {string} href
 * @param {string} name
 * @param {number | string | undefined} value undefined while it is read
 * @param {import("../../lib/view.js").View} detail
 * @param {string} [tone]
 */
function tile(href, name, value, detail, tone = "") {
  return html`<a class="tile" href=${href}><span class="overline">${name}</span>
    <span class="tile-value ${tone}">${value ?? "…"}</span><span class="small soft">${detail}</span></a>`;
}

function mailTile() {
  const all = mails.value?.length;
  const number = all === undefined ? undefined : all < MAX_MAILS ? count(all) : `${count(MAX_MAILS)}+`;
  return tile("/_local/mailbox", "Emails", number, `${plural(unread().length, "unread", "unread")}`);
}

function functionsTile() {
  const rows = functions.value;
  const rates = functionRates.of("");
  const errors = rows?.reduce((sum, row) => sum + row.errors, 0) ?? 0;
  return html`<a class="tile" href="/_local/functions"><span class="overline">Invocations</span>
    <span class="tile-value">${rows === undefined ? "…" : count(rows.reduce((sum, row) => sum + row.invocations, 0))}</span>
    ${sparkline(rates, { label: "Invocations a second, over two minutes", length: PLOTTED })}
    <span class="small soft">${errors === 0 ? "no errors" : plural(errors, "error")}</span></a>`;
}

function queuesTile() {
  const waiting = queues.value?.filter(({ deadLetters: isDead }) => !isDead).reduce((sum, queue) => sum + queue.waiting + queue.inFlight, 0);
  const delayed = queues.value?.reduce((sum, queue) => sum + queue.delayed, 0) ?? 0;
  return tile("/_local/queues", "In queues", waiting === undefined ? undefined : count(waiting), `and ${count(delayed)} delayed`);
}

function deadLettersTile() {
  const dead = deadLetters();
  const number = dead.reduce((sum, { waiting }) => sum + waiting, 0);
  return tile("/_local/queues", "Dead letters", queues.value === undefined ? undefined : count(number),
    number === 0 ? "nothing was given up" : `in ${plural(dead.length, "queue")}`, number === 0 ? "" : "negative");
}
