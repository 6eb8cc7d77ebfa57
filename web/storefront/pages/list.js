import { html, live, nothing } from "../../lib/html.js";
import { amountHint, amountText, count, minorUnits, money, plural, words } from "../../lib/format.js";
import { icon } from "../../lib/icons.js";
import { problemView } from "../../lib/problem.js";
import { update } from "../../lib/view.js";
import { categories, categoryName, categoryUrl, childrenOf, pathTo } from "../categories.js";
import { SHOP } from "../config.js";
import { breadcrumbs } from "../parts/breadcrumbs.js";
import { productGrid, productGridSkeleton } from "../parts/product-card.js";
import { ListQuery, ProductList } from "../parts/product-list.js";
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
            ${list.products === undefined ? nothing : html`<span class="soft small">${plural(list.total, "product")}</span>`}
          </div>
          ${below.length === 0 ? nothing : html`
            <ul class="cluster tight">${below.map((child) => html`
              <li><a class="button secondary compact" href=${categoryUrl(child.category)}>${categoryName(child.category)}</a></li>`)}</ul>`}
        </div>
        <div class="with-sidebar">
          ${filters()}
          <section class="stack grow" aria-label="Products" aria-busy=${list.isStale}>
            <h2 class="visually-hidden">Products</h2>
            ${toolbar()}
            ${list.isSimilar && list.products?.length !== 0 ? html`<div class="notice">${icon("info")}<p>No product has all of these words. These have similar ones.</p></div>` : nothing}
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
          ${wanted.sorts.map(({ value, name }) => html`<option value=${value} ?selected=${value === wanted.sort}>${name}</option>`)}
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
      } else if (name === "category") {
        active.push({ text: categoryName(value), remove: { category: undefined } });
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
      const input = /** @type {HTMLInputElement} */ (event.currentTarget);
      const parsed = minorUnits(input.value, currency());
      input.setCustomValidity(parsed === undefined && input.value.trim() !== "" ? amountHint(currency()) : "");
      if (!input.reportValidity()) {
        return;
      }
      change({ [name]: parsed === undefined ? undefined : String(parsed) });
    };
    return html`<input class="input" inputmode="decimal" aria-label=${name === "minPrice" ? "Lowest price" : "Highest price"}
      placeholder=${name === "minPrice" ? "From" : "To"} .value=${live(amountText(amount, currency()))} @change=${typed}>`;
  };

  const filters = () => {
    const { facets } = list;
    const inStock = facets?.availability.filter(({ availability }) => availability !== "OUT").reduce((sum, facet) => sum + facet.count, 0) ?? 0;
    return html`
      <form id="filters" class="filters stack ${areFiltersOpen ? "open" : ""}" aria-label="Filters" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
        ${choice({ text: "In stock", number: inStock, isChosen: wanted.query.get("inStock") === "true", choose: { inStock: "true" }, leave: { inStock: undefined } })}
        ${category !== undefined || facets === undefined || facets.categories.length < 2 && wanted.category === undefined ? nothing : html`
          <fieldset><legend class="label">Category</legend>
            ${facets.categories.filter((facet) => !facet.category.includes("/") || facet.category.startsWith(`${wanted.category?.split("/")[0]}/`)).map((facet) => choice({
              text: categoryName(facet.category), number: facet.count, isChosen: facet.category === wanted.category,
              choose: { category: facet.category }, leave: { category: undefined } }))}
          </fieldset>`}
        <fieldset><legend class="label">Price</legend>
          ${facets?.prices.map(({ from, to, count: number }) => choice({
            text: `${money(from, currency())} – ${money(to, currency())}`, number,
            isChosen: wanted.number("minPrice") === from && wanted.number("maxPrice") === to,
            choose: { minPrice: String(from), maxPrice: String(to) }, leave: { minPrice: undefined, maxPrice: undefined } }))}
          <div class="price-range">${priceInput("minPrice")}<span class="faint">–</span>${priceInput("maxPrice")}</div>
        </fieldset>
        ${attributeFacets().map(({ name, values }) => html`
          <fieldset><legend class="label">${words(name)}</legend>
            ${values.map(({ value, count: number }) => choice({
              text: words(value), number, isChosen: wanted.query.get(`attributes.${name}`) === value,
              choose: { [`attributes.${name}`]: value }, leave: { [`attributes.${name}`]: undefined } }))}
          </fieldset>`)}
      </form>`;
  };

  /** The shop's own order first; a choice of one value is none, unless it is made. */
  const attributeFacets = () => {
    const rank = (/** @type {string} */ name) => SHOP.filters.includes(name) ? SHOP.filters.indexOf(name) : SHOP.filters.length;
    return (list.facets?.attributes ?? []).filter(({ name, values }) => values.length > 1 || wanted.query.has(`attributes.${name}`))
      .toSorted((a, b) => rank(a.name) - rank(b.name));
  };

  /** @param {{ text: string, number: number, isChosen: boolean, choose: Record<string, string>, leave: Record<string, undefined> }} options */
  const choice = ({ text, number, isChosen, choose, leave }) => html`
    <label class="check"><input type="checkbox" .checked=${live(isChosen)} @change=${() => change(isChosen ? leave : choose)}>
      <span>${text}</span><span class="count" aria-hidden="true">${count(number)}</span></label>`;

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
