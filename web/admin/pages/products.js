import { date, plural } from "../../lib/format.js";
import { html, live, nothing, repeat } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { changedUrl } from "../../lib/router.js";
import { pages } from "../../sdk/lib/index.js";
import { Scan } from "../parts/scan.js";
import { router } from "../routes.js";
import { store } from "../store.js";
import { adminProblemView } from "./sign-in.js";

/** @typedef {import("../store.js").Schemas["AdminProductPage"]["products"][number]} Row */

const PAGE = 50;
/** @type {{ value: "" | "published" | "draft", name: string }[]} */
const STATUSES = [{ value: "", name: "All" }, { value: "published", name: "Published" }, { value: "draft", name: "Drafts" }];

/**
 * All products, drafts as well.
 *
 * @param {import("../../lib/router.js").Visit} visit
 * @returns {import("../../lib/router.js").Page}
 */
export function productsPage({ query }) {
  let wanted = query;
  const status = () => STATUSES.find(({ value }) => value === wanted.get("status"))?.value ?? "";
  const words = () => wanted.get("q")?.toLowerCase() ?? "";
  /** @param {Row} row */
  const matches = ({ title, productId, slug, category }) => [title, productId, slug, category].join(" ").toLowerCase().includes(words());
  /** @param {AbortSignal} signal */
  async function* source(signal) {
    const value = status();
    for await (const { products, nextCursor } of pages(store.listAdminProducts, { limit: PAGE, ...(value === "" ? {} : { status: value }) }, { signal })) {
      yield { items: products, isLast: nextCursor === undefined };
    }
  }
  const scan = new Scan(source, matches, "product");

  /** @param {Record<string, string>} changes */
  const change = (changes) => router.go(changedUrl("/admin/products", wanted, changes), { replace: true });

  /** @param {Row} row */
  const row = ({ productId, title, category, status: state, updatedAt, availableFrom }) => html`
    <tr>
      <td><a class="row-link" href="/admin/products/${productId}">${title}</a><br><code class="small soft">${productId}</code></td>
      <td data-label="Category">${category}</td>
      <td data-label="Status"><span class="badge ${state === "published" ? "positive" : ""}">${state === "published" ? "Published" : "Draft"}</span>
        ${availableFrom !== undefined && Date.parse(availableFrom) > Date.now() ? html`<br><span class="small soft">from ${date(availableFrom)}</span>` : nothing}</td>
      <td data-label="Changed" class="number"><time datetime=${updatedAt}>${date(updatedAt)}</time></td>
    </tr>`;

  const results = () => {
    const { found } = scan;
    if (scan.error !== undefined && found.length === 0) {
      return adminProblemView(scan.error, () => scan.again());
    }
    if (found.length === 0) {
      return scan.isLoading
        ? html`<div class="stack" aria-busy="true">${[1, 2, 3, 4].map(() => html`<div class="skeleton row"></div>`)}</div>`
        : html`<div class="blank">${icon("tag")}<h2>${scan.all.length === 0 ? "No products" : "No product matches"}</h2>
            ${scan.hasMore ? html`<p>None among the first ${plural(scan.all.length, "product")}.</p><button class="button secondary" type="button" @click=${() => scan.more()}>Look further</button>`
              : scan.all.length === 0 ? html`<p>Add one, or import a file of them.</p><a class="button" href="/admin/import">Import</a>` : nothing}</div>`;
    }
    return html`
      <div class="table-scroll" tabindex="0" role="group" aria-label="Products"><table class="table roomy">
        <thead><tr><th scope="col">Product</th><th scope="col">Category</th><th scope="col">Status</th><th scope="col" class="number">Changed</th></tr></thead>
        <tbody>${repeat(found, ({ productId }) => productId, row)}</tbody></table></div>
      ${scan.error === undefined ? nothing : adminProblemView(scan.error, () => scan.again())}
      <div class="spread"><p class="small soft">${plural(found.length, "product")}${scan.hasMore ? " so far" : ""}</p>
        ${scan.hasMore ? html`<button class="button secondary compact" type="button" aria-busy=${scan.isLoading} @click=${() => scan.more()}>Show more</button>` : nothing}</div>`;
  };

  return {
    title: () => "Products",
    view: () => html`
      <div class="workspace-page stack loose">
        <div class="spread"><h1>Products</h1><a class="button compact" href="/admin/new-product">${icon("plus")} New product</a></div>
        <div class="stack">
          <div class="field"><label for="words">Search</label>
            <input class="input" id="words" type="search" autocomplete="off" placeholder="Title, ID or category" .value=${wanted.get("q") ?? ""}
              @change=${(/** @type {Event} */ event) => change({ q: /** @type {HTMLInputElement} */ (event.currentTarget).value.trim() })}></div>
          <fieldset class="choices small"><legend class="visually-hidden">Status</legend>
            ${STATUSES.map(({ value, name }) => html`<label><input type="radio" name="status" .checked=${live(value === status())} @change=${() => change({ status: value })}><span>${name}</span></label>`)}
          </fieldset>
        </div>
        ${results()}
      </div>`,
    search: (changed) => {
      const before = status();
      wanted = changed;
      if (before === status()) {
        scan.filter();
      } else {
        scan.again();
      }
    },
    close: () => scan.close(),
  };
}
