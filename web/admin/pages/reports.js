import { announce } from "../../lib/announce.js";
import { count, dateTime, plural } from "../../lib/format.js";
import { html, nothing, repeat } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { update } from "../../lib/view.js";
import { store } from "../store.js";
import { adminProblemView } from "./sign-in.js";

/** @typedef {import("../store.js").Schemas["Report"]} Report */
/** @typedef {import("../store.js").Schemas["ReportKind"]} ReportKind */
/** @typedef {import("../store.js").Schemas["ReportFormat"]} ReportFormat */

const POLL_MILLIS = 1500;
const DAY_MILLIS = 24 * 60 * 60 * 1000;
/** @type {Record<ReportKind, string>} */
const KINDS = {
  "orders": "Orders",
  "order-lines": "Order lines",
  "sales": "Sales by day and product",
  "taxes": "Taxes by rate",
  "stock-movements": "Stock movements",
};
/** @type {Record<Report["status"], { text: string, tone: string }>} */
const STATUS = {
  queued: { text: "Queued", tone: "" },
  running: { text: "Running", tone: "caution" },
  completed: { text: "Completed", tone: "positive" },
  failed: { text: "Failed", tone: "negative" },
};

/**
 * Reports and exports: a form that creates one, and the latest with their files.
 *
 * @returns {import("../../lib/router.js").Page}
 */
export function reportsPage() {
  /** @type {readonly Report[]} */
  let reports = [];
  /** @type {unknown} */
  let error;
  /** @type {unknown} */
  let createError;
  let isLoading = true;
  let isCreating = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let isClosed = false;

  async function load() {
    clearTimeout(timer);
    try {
      const before = reports;
      reports = (await store.listReports({ limit: 50 })).data.reports;
      error = undefined;
      for (const { reportId, kind, status } of reports) {
        if (status === "completed" && before.some((known) => known.reportId === reportId && known.status !== "completed")) {
          announce(`${KINDS[kind]}: completed`);
        }
      }
    } catch (failure) {
      error = failure;
    }
    isLoading = false;
    update();
    if (!isClosed && error === undefined && reports.some(({ status }) => status === "queued" || status === "running")) {
      timer = setTimeout(load, POLL_MILLIS);
    }
  }

  /** @param {SubmitEvent} event */
  async function create(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
    isCreating = true;
    createError = undefined;
    update();
    try {
      const { data } = await store.createReport({ body: {
        kind: /** @type {ReportKind} */ (form.get("kind")),
        format: /** @type {ReportFormat} */ (form.get("format")),
        from: String(form.get("from")),
        to: String(form.get("to")),
      } });
      reports = [data, ...reports];
    } catch (failure) {
      createError = failure;
    }
    isCreating = false;
    update();
    await load();
  }

  /** A link is made when it is used, because it expires. @param {string} reportId */
  async function download(reportId) {
    try {
      const { data } = await store.getReport({ reportId });
      if (data.file !== undefined) {
        window.location.assign(data.file.url);
      }
    } catch (failure) {
      error = failure;
      update();
    }
  }

  const form = () => html`
    <form class="stack" @submit=${create}>
      <div class="toolbar">
        <div class="field"><label for="kind">Report</label>
          <select class="input" id="kind" name="kind">${Object.entries(KINDS).map(([value, name]) => html`<option value=${value}>${name}</option>`)}</select></div>
        <div class="field"><label for="from">From (UTC)</label>
          <input class="input" id="from" name="from" type="date" required value=${day(30)}></div>
        <div class="field"><label for="to">to</label>
          <input class="input" id="to" name="to" type="date" required value=${day(0)}></div>
        <div class="field"><label for="format">Format</label>
          <select class="input" id="format" name="format"><option value="csv">CSV, for spreadsheets</option><option value="jsonl">JSON Lines, for programs</option></select></div>
      </div>
      ${createError === undefined ? nothing : adminProblemView(createError)}
      <div><button class="button" type="submit" aria-busy=${isCreating}>Create report</button></div>
    </form>`;

  /** @param {Report} report */
  const row = ({ reportId, kind, format, from, to, status, progress, rows, createdAt }) => html`
    <tr>
      <td><strong>${KINDS[kind]}</strong><br><span class="small soft number">${from} – ${to} · ${format === "csv" ? "CSV" : "JSON Lines"}</span></td>
      <td data-label="Created"><time datetime=${createdAt}>${dateTime(createdAt)}</time></td>
      <td data-label="Status"><span class="badge ${STATUS[status].tone}">${STATUS[status].text}</span>
        ${status === "running" || status === "queued" ? html`<br><progress class="progress" max="100" value=${progress ?? nothing} aria-label="Progress of ${KINDS[kind]}"></progress>` : nothing}
        ${status === "failed" ? html`<br><span class="small soft">The file would be too large. Choose a shorter period.</span>` : nothing}</td>
      <td data-label="Rows" class="number">${count(rows)}</td>
      <td>${status === "completed" ? html`<button class="button secondary compact" type="button" aria-label="Download ${KINDS[kind]}, ${from} to ${to}" @click=${() => download(reportId)}>${icon("download")} Download</button>` : nothing}</td>
    </tr>`;

  const list = () => {
    if (error !== undefined) {
      return adminProblemView(error, load);
    }
    if (isLoading) {
      return html`<div class="stack" aria-busy="true">${[1, 2, 3].map(() => html`<div class="skeleton row"></div>`)}</div>`;
    }
    return reports.length === 0
      ? html`<div class="blank">${icon("chart")}<h2>No reports yet</h2><p>Reports are kept for seven days.</p></div>`
      : html`
        <div class="table-scroll" tabindex="0" role="group" aria-label="Reports"><table class="table roomy">
          <thead><tr><th scope="col">Report</th><th scope="col">Created</th><th scope="col">Status</th><th scope="col" class="number">Rows</th><th scope="col"><span class="visually-hidden">File</span></th></tr></thead>
          <tbody>${repeat(reports, ({ reportId }) => reportId, row)}</tbody></table></div>
        <p class="small soft">${plural(reports.length, "report")}, kept for seven days. Files hold personal data: keep them no longer than you need them.</p>`;
  };

  load();
  return {
    title: () => "Reports",
    view: () => html`
      <div class="workspace-page stack loose">
        <h1>Reports</h1>
        ${form()}
        ${list()}
      </div>`,
    close: () => {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

/** @param {number} before days before today, in UTC */
function day(before) {
  return new Date(Date.now() - before * DAY_MILLIS).toISOString().slice(0, 10);
}
