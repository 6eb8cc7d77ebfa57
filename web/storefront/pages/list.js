import { html, live, nothing } from "../../lib/html.js";
import { majorUnits, minorUnits, money, plural, words } from "../../lib/format.js";
import { icon } from "../../lib/icons.js";
import { problemView } from "../../lib/problem.js";
import { update } from "../../lib/view.js";
import { categories, categoryName, categoryUrl, childrenOf, pathTo } from "../categories.js";
import { SHOP } from "../config.js";
import { breadcrumbs } from "../parts/breadcrumbs.js";
import { productGrid, productGridSkeleton } from "../parts/product-card.js";
import { ListQuery, ProductList, SORTS } from "../parts/product-list.js";
import { router } from "../routes.js";
import { notFoundView } from "./not-found.js";

/**
 * The products of a category, or of the whole shop, or what a search finds; with filters and in an order, all of which the
 * address has.
 *
 * @param {import("../../lib/router.js").Visit} visit
 * @returns {import("../../lib/router.js").Page}
 */
export function listPage({ params, query, isReturn }) {
  const category = params["category"]?.replace(/\/$/, "");
  let wanted = new ListQuery(category, query);
  let areFiltersOpen = false;
  const list = new ProductList(wanted, { isReturn });

  /** @param {Record<string, string | undefined>} changes */
  const change = (changes) => router.go(wanted.with(changes).url);
  const clear = () => router.go(new ListQuery(category, new URLSearchParams(wanted.words === undefined ? {} : { q: wanted.words })).url);

  /** @type {() => string} */
  const heading = () => {
    if (category !== undefined) {
      return categoryName(category);
    }
    if (wanted.words !== undefined) {
      return `Results for “${wanted.words}”`;
    }
    return wanted.query.get("tag") === SHOP.saleTag ? "Reduced" : "All products";
  };

  const view = () => {
    const isUnknown = category !== undefined && categories.value !== undefined
      && !categories.value.some((known) => known.category === category);
    if (isUnknown) {
      return notFoundView("There is no such category, or nothing in it is sold at the moment.");
    }
    const below = category === undefined ? [] : childrenOf(category);
    return html`
      <div class="page-width page-body stack loose">
        <div class="stack">
          ${category === undefined ? nothing : breadcrumbs(pathTo(category).slice(0, -1).map((path) => ({ href: categoryUrl(path), text: categoryName(path) })), categoryName(category))}
          <div class="spread">
            <h1>${heading()}</h1>
            ${categories.value?.filter((known) => known.category === category).map(({ products }) => html`<span class="soft small">${plural(products, "product")}</span>`)}
          </div>
          ${below.length === 0 ? nothing : html`
            <ul class="cluster tight">${below.map((child) => html`
              <li><a class="button secondary compact" href=${categoryUrl(child.category)}>${categoryName(child.category)}</a></li>`)}</ul>`}
        </div>
        <div class=${wanted.words === undefined ? "with-sidebar" : ""}>
          ${wanted.words === undefined ? filters() : nothing}
          <section class="stack grow" aria-label="Products" aria-busy=${list.isStale}>
            <h2 class="visually-hidden">Products</h2>
            ${wanted.words === undefined ? toolbar() : nothing}
            ${products()}
          </section>
        </div>
      </div>`;
  };

  const toolbar = () => html`
    <div class="list-toolbar">
      <button class="button secondary compact filters-toggle" type="button" aria-expanded=${areFiltersOpen} aria-controls="filters"
        @click=${() => { areFiltersOpen = !areFiltersOpen; update(); }}>${icon("filter")} Filters</button>
      <ul class="cluster tight grow" aria-label="Filters in use" ?hidden=${activeFilters().length === 0}>${activeFilters().map(({ text, remove }) => html`
        <li><button class="chip" type="button" aria-label="Remove the filter ${text}" @click=${() => change(remove)}>${text} ${icon("cross")}</button></li>`)}</ul>
      <label class="sort small"><span class="soft">Sort</span>
        <select class="input" .value=${live(wanted.sort)} @change=${(/** @type {Event} */ event) => change({ sort: valueOf(event) })}>
          ${SORTS.map(({ value, name }) => html`<option value=${value} ?selected=${value === wanted.sort}>${name}</option>`)}
        </select>
      </label>
    </div>`;

  const currency = () => list.products?.[0]?.currency ?? "EUR";

  const activeFilters = () => {
    /** @type {{ text: string, remove: Record<string, undefined> }[]} */
    const active = [];
    for (const [name, value] of wanted.query) {
      if (name === "inStock") {
        active.push({ text: "In stock", remove: { inStock: undefined } });
      } else if (name.startsWith("attributes.")) {
        active.push({ text: words(value), remove: { [name]: undefined } });
      } else if (name === "tag") {
        active.push({ text: words(value), remove: { tag: undefined } });
      } else if (name === "minPrice") {
        active.push({ text: `From ${money(Number(value), currency())}`, remove: { minPrice: undefined } });
      } else if (name === "maxPrice") {
        active.push({ text: `Up to ${money(Number(value), currency())}`, remove: { maxPrice: undefined } });
      }
    }
    return active;
  };

  /** @param {string} name */
  const priceInput = (name) => {
    const amount = wanted.number(name);
    /** @param {Event} event */
    const typed = (event) => {
      const parsed = minorUnits(valueOf(event), currency());
      change({ [name]: parsed === undefined ? undefined : String(parsed) });
    };
    return html`<input class="input" inputmode="decimal" aria-label=${name === "minPrice" ? "Lowest price" : "Highest price"}
      placeholder=${name === "minPrice" ? "From" : "To"} .value=${live(amount === undefined ? "" : String(majorUnits(amount, currency())))} @change=${typed}>`;
  };

  const filters = () => html`
    <form id="filters" class="filters stack ${areFiltersOpen ? "open" : ""}" aria-label="Filters" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
      <label class="check"><input type="checkbox" .checked=${live(wanted.query.get("inStock") === "true")}
        @change=${(/** @type {Event} */ event) => change({ inStock: /** @type {HTMLInputElement} */ (event.currentTarget).checked ? "true" : undefined })}>
        In stock</label>
      <fieldset class="stack tight"><legend class="label">Price</legend>
        <div class="price-range">${priceInput("minPrice")}<span class="faint">–</span>${priceInput("maxPrice")}</div>
      </fieldset>
      ${SHOP.filters.map(({ attribute, values }) => html`
        <fieldset class="stack tight"><legend class="label">${words(attribute)}</legend>
          <div class="choices small">${values.map((value) => attributeChoice(`attributes.${attribute}`, value))}</div>
        </fieldset>`)}
    </form>`;

  /**
   * @param {string} name
   * @param {string} value
   */
  const attributeChoice = (name, value) => {
    const isChosen = wanted.query.get(name) === value;
    return html`<label><input type="checkbox" .checked=${live(isChosen)} @change=${() => change({ [name]: isChosen ? undefined : value })}><span>${words(value)}</span></label>`;
  };

  const products = () => {
    if (list.products === undefined) {
      return list.error === undefined ? productGridSkeleton(8) : problemView(list.error, () => list.retry());
    }
    if (list.products.length === 0 && !list.isStale) {
      return empty();
    }
    return html`
      <div class=${list.isStale ? "stale" : ""}>${productGrid(list.products)}</div>
      ${list.error === undefined ? nothing : problemView(list.error, () => list.retry())}
      ${list.hasMore && !list.isStale ? html`
        <div class="more"><button class="button secondary" type="button" aria-busy=${list.isLoadingMore} @click=${() => list.more()}>Show more</button></div>` : nothing}`;
  };

  const empty = () => html`
    <div class="blank">
      ${icon("search")}
      <h2>Nothing found</h2>
      ${wanted.isFiltered
        ? html`<p>No product has all of these filters.</p><button class="button secondary" type="button" @click=${clear}>Remove all filters</button>`
        : html`<p>${wanted.words === undefined ? "There are no products here at the moment." : "No product has these words. Try fewer or other words, or look through the categories above."}</p>`}
    </div>`;

  return {
    title: heading,
    view,
    search: (changed) => {
      wanted = new ListQuery(category, changed);
      list.show(wanted);
    },
    close: () => list.close(),
  };
}

/** @param {Event} event */
function valueOf(event) {
  return /** @type {HTMLInputElement | HTMLSelectElement} */ (event.currentTarget).value;
}
