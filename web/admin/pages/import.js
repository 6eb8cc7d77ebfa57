import { count, dateTime, plural } from "../../lib/format.js";
import { html, nothing, repeat } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { Live } from "../../lib/live.js";
import { Loading } from "../../lib/loading.js";
import { problemKind } from "../../lib/problem.js";
import { update } from "../../lib/view.js";
import { importFile } from "../parts/import-file.js";
import { router } from "../routes.js";
import { store } from "../store.js";
import { notFoundView } from "./not-found.js";
import { adminProblemView } from "./sign-in.js";

/**
 * @typedef {import("../store.js").Schemas["ProductImport"]} ProductImport
 * @typedef {import("../store.js").Schemas["ImportResultPage"]["results"][number]} Result
 */

const MILLIS = 1000;
const LISTED = 20;
const MAX_FAILURES = 100;
const EXAMPLE = `productId,title,category,sku,price,option:Size,attribute:material
field-notebook,Field Notebook,office/notebooks,FIELD-NOTEBOOK-A5,1250,A5,paper
field-notebook,,,FIELD-NOTEBOOK-A6,990,A6,`;

/** @type {Record<ProductImport["status"], { text: string, tone: string }>} */
const STATUS = {
  created: { text: "Not uploaded", tone: "" },
  queued: { text: "Queued", tone: "" },
  running: { text: "Running", tone: "caution" },
  completed: { text: "Completed", tone: "positive" },
  failed: { text: "Failed", tone: "negative" },
};

/**
 * Imports of files of products, or one of them as it proceeds.
 *
 * @param {import("../../lib/router.js").Visit} visit
 * @returns {import("../../lib/router.js").Page}
 */
export function importPage(visit) {
  const importId = visit.params["importId"];
  return importId === undefined ? listPage() : progressPage(importId);
}

/** @returns {import("../../lib/router.js").Page} */
function listPage() {
  const imports = new Loading(async (signal) => (await store.listImports({ limit: LISTED }, { signal })).data.imports);
  /** @type {{ name: string, share: number } | undefined} */
  let uploading;
  let isOver = false;
  /** @type {unknown} */
  let refusal;

  /** @param {File | undefined} file */
  const start = async (file) => {
    if (file === undefined || uploading !== undefined) {
      return;
    }
    const current = { name: file.name, share: 0 };
    uploading = current;
    refusal = undefined;
    update();
    try {
      const importId = await importFile(file, (share) => {
        current.share = share;
        update();
      });
      router.go(`/admin/import/${importId}`);
    } catch (error) {
      refusal = error;
    }
    uploading = undefined;
    update();
  };
  /** @param {Event} event */
  const chosen = (event) => {
    const input = /** @type {HTMLInputElement} */ (event.currentTarget);
    start(input.files?.[0]);
    input.value = "";
  };
  /** @param {DragEvent} event */
  const dropped = (event) => {
    event.preventDefault();
    isOver = false;
    start(event.dataTransfer?.files[0]);
    update();
  };
  /**
   * @param {DragEvent} event
   * @param {boolean} over
   */
  const dragged = (event, over) => {
    event.preventDefault();
    isOver = over;
    update();
  };

  const drop = () => html`
    <div class="drop ${isOver ? "over" : ""}" @dragover=${(/** @type {DragEvent} */ event) => dragged(event, true)}
      @dragleave=${(/** @type {DragEvent} */ event) => dragged(event, false)} @drop=${dropped}>
      ${uploading === undefined ? html`
        ${icon("upload")}
        <p><strong>Drop a file here</strong><br><span class="small soft">CSV, JSON lines, or a JSON array of products, up to 64 MB</span></p>
        <label class="button">Choose a file<input class="visually-hidden" type="file" accept=".csv,.json,.jsonl,.ndjson" @change=${chosen}></label>` : html`
        <p><strong>Uploading ${uploading.name}</strong></p>
        <progress class="progress" max="1" .value=${uploading.share} aria-label="Upload"></progress>`}
    </div>`;

  /** @param {readonly ProductImport[]} list */
  const listView = (list) => list.length === 0 ? html`<p class="soft">None in the last 30 days.</p>` : html`
    <div class="table-scroll" tabindex="0" role="group" aria-labelledby="earlier"><table class="table roomy">
      <thead><tr><th scope="col">Started</th><th scope="col">By</th><th scope="col">Status</th><th scope="col" class="number">Imported</th><th scope="col" class="number">Failed</th></tr></thead>
      <tbody>${repeat(list, ({ importId }) => importId, (item) => html`<tr>
        <td><a class="row-link" href="/admin/import/${item.importId}">${dateTime(item.createdAt)}</a><br><span class="small soft">${item.format === "csv" ? "CSV" : "JSON lines"}, ${size(item.size)}</span></td>
        <td data-label="By">${item.createdBy}</td>
        <td data-label="Status"><span class="badge ${STATUS[item.status].tone}">${STATUS[item.status].text}</span></td>
        <td data-label="Imported" class="number">${count(item.imported)}</td>
        <td data-label="Failed" class="number">${item.failed === 0 ? html`<span class="faint">0</span>` : html`<span class="badge negative">${count(item.failed)}</span>`}</td></tr>`)}</tbody>
    </table></div>`;

  return {
    title: () => "Import",
    view: () => html`
      <div class="workspace-page stack loose">
        <div class="stack tight"><h1>Import</h1>
          <p class="soft">A product in the file is created, or replaces the one with its ID. Rows that are not valid are listed with the reason; the others are imported.</p></div>
        ${drop()}
        ${refusal === undefined ? nothing : adminProblemView(refusal)}
        <details class="panel example-file"><summary><strong>What a file looks like</strong></summary>
          <div class="stack example"><p class="small soft">Each row of a CSV file is a variant; rows that follow one another with the same <code>productId</code> are one product. Prices are in minor units. The <a href="/_local/docs#/admin/createImport">API's documentation</a> names all columns.</p>
            <pre class="code" tabindex="0">${EXAMPLE}</pre></div></details>
        <section class="stack" aria-labelledby="earlier"><h2 id="earlier">Earlier imports</h2>
          ${imports.view({
            loading: () => html`<div class="skeleton row" aria-busy="true"></div>`,
            ready: listView,
            failed: adminProblemView,
          })}</section>
      </div>`,
    close: () => imports.close(),
  };
}

/**
 * @param {string} importId
 * @returns {import("../../lib/router.js").Page}
 */
function progressPage(importId) {
  /** @type {readonly Result[]} */
  let failures = [];
  const running = new Live(async (signal) => {
    const { data } = await store.getImport({ importId }, { signal });
    if (data.failed > failures.length && failures.length < MAX_FAILURES) {
      failures = await readFailures(signal);
    }
    return data;
  }, MILLIS, ({ status }) => {
    if (status === "completed" || status === "failed") {
      running.close();
    }
  });

  /** @param {AbortSignal} signal */
  const readFailures = async (signal) => {
    /** @type {Result[]} */
    const read = [];
    /** @type {string | undefined} */
    let cursor;
    do {
      const { data } = await store.listImportResults({ importId, status: "failed", limit: MAX_FAILURES, ...(cursor === undefined ? {} : { cursor }) }, { signal });
      read.push(...data.results);
      cursor = data.nextCursor;
    } while (cursor !== undefined && read.length < MAX_FAILURES);
    return read.slice(0, MAX_FAILURES);
  };

  /** @param {ProductImport} value */
  const view = (value) => {
    const { text, tone } = STATUS[value.status];
    const isOver = value.status === "completed" || value.status === "failed";
    return html`
      <div class="workspace-page stack loose">
        <nav class="breadcrumbs" aria-label="Path"><ol><li><a href="/admin/import">Imports</a></li><li aria-current="page">${dateTime(value.createdAt)}</li></ol></nav>
        <div class="cluster"><h1>Import</h1><span class="badge ${tone}">${text}</span></div>
        ${running.error === undefined ? nothing : adminProblemView(running.error)}
        <section class="panel stack" aria-label="Progress">
          <div class="spread"><strong>${isOver ? plural(value.rows, "row") : `${Math.floor(value.bytesRead / value.size * 100)} %`}</strong>
            <span class="small soft">${size(value.bytesRead)} of ${size(value.size)}</span></div>
          <progress class="progress" max=${value.size} .value=${value.bytesRead} aria-label="Part of the file that has been read"></progress>
        </section>
        <div class="tiles">
          ${tile("Imported", value.imported, "")}
          ${tile("Failed", value.failed, value.failed > 0 ? "negative" : "")}
          ${value.startedAt === undefined ? nothing : html`<div class="tile"><span class="overline">Time</span><span class="tile-value">${seconds(value)}</span></div>`}
        </div>
        ${value.problem === undefined ? nothing : html`<div class="notice negative" role="alert">${icon("warning")}<div><strong>The file cannot be read further</strong>
          <p>${value.problem.detail}</p><ul class="small">${value.problem.errors?.map(({ field, message }) => html`<li><code>${field}</code> ${message}</li>`)}</ul></div></div>`}
        ${failures.length === 0 ? nothing : html`
          <section class="stack" aria-labelledby="failures"><h2 id="failures">Rows that failed</h2>
            <div class="table-scroll" tabindex="0" role="group" aria-labelledby="failures"><table class="table">
              <thead><tr><th scope="col" class="number">Row</th><th scope="col">Product</th><th scope="col">Why</th></tr></thead>
              <tbody>${failures.map(({ row, productId, problem }) => html`<tr><td data-label="Row" class="number">${row}</td><td data-label="Product"><code>${productId ?? "–"}</code></td><td>${reason(problem)}</td></tr>`)}</tbody>
            </table></div>
            ${value.failed > failures.length ? html`<p class="small soft">The first ${failures.length} of ${count(value.failed)}.</p>` : nothing}</section>`}
        ${value.status === "completed" && value.imported > 0 ? html`<div><a class="button secondary" href="/admin/products">Products</a></div>` : nothing}
      </div>`;
  };

  return {
    title: () => "Import",
    view: () => {
      if (running.value !== undefined) {
        return view(running.value);
      }
      if (running.error === undefined) {
        return html`<div class="workspace-page stack" aria-busy="true"><div class="skeleton block"></div></div>`;
      }
      return problemKind(running.error) === "not-found" ? notFoundView("There is no such import, or it is older than 30 days.")
        : html`<div class="workspace-page">${adminProblemView(running.error, () => { running.refresh(); })}</div>`;
    },
    close: () => running.close(),
  };
}

/**
 * @param {string} name
 * @param {number} value
 * @param {string} tone
 */
function tile(name, value, tone) {
  return html`<div class="tile"><span class="overline">${name}</span><span class="tile-value ${tone}">${count(value)}</span></div>`;
}

/** @param {Result["problem"]} problem */
function reason(problem) {
  if (problem === undefined) {
    return nothing;
  }
  return "errors" in problem && Array.isArray(problem.errors) ? problem.errors.map(({ field, message }) => html`<div><code>${field}</code> ${message}</div>`) : problem.detail ?? problem.title;
}

/** @param {ProductImport} value */
function seconds({ startedAt, endedAt }) {
  const end = endedAt === undefined ? Date.now() : Date.parse(endedAt);
  return `${Math.max(0, Math.round((end - Date.parse(startedAt ?? "")) / 1000))} s`;
}

/** @param {number} bytes */
function size(bytes) {
  const kilobytes = bytes / 1000;
  return kilobytes < 1000 ? `${count(Math.round(kilobytes * 10) / 10)} kB` : `${count(Math.round(kilobytes / 100) / 10)} MB`;
}
