import { plural } from "../../lib/format.js";
import { announce } from "../../lib/announce.js";
import { update } from "../../lib/view.js";
import { store } from "../store.js";

/** @typedef {import("../store.js").Schemas["ProductCard"]} ProductCard */

/** @typedef {import("../store.js").Schemas["Facets"]} Facets */

export const SORTS = [
  { value: "newest", name: "Newest" },
  { value: "price", name: "Price, low to high" },
  { value: "-price", name: "Price, high to low" },
  { value: "name", name: "Name" },
];
export const SORTS_OF_RESULTS = [{ value: "relevance", name: "Best match" }, ...SORTS];

const PAGE = 24;
/** So that "back" shows what was there, at once and as long as it was. */
const KEPT = 8;

/** What the address says is wanted: category, words, filters and order. */
export class ListQuery {
  /**
   * @param {string | undefined} path the category that the page is about; a search can have one as a filter
   * @param {URLSearchParams} query
   */
  constructor(path, query) {
    this.path = path;
    this.query = new URLSearchParams([...query].filter(([name, value]) => isKnown(name, value)));
  }

  get category() {
    return this.path ?? (this.query.get("category") || undefined);
  }

  get words() {
    return this.query.get("q")?.trim() || undefined;
  }

  get sort() {
    return this.sorts.find(({ value }) => value === this.query.get("sort"))?.value ?? this.sorts[0]?.value ?? "newest";
  }

  get sorts() {
    return this.words === undefined ? SORTS : SORTS_OF_RESULTS;
  }

  get isFiltered() {
    return [...this.query.keys()].some((name) => name !== "q" && name !== "sort");
  }

  /** @param {string} name */
  number(name) {
    const text = this.query.get(name);
    return text === null ? undefined : Number(text);
  }

  /**
   * The same query with other values; undefined removes one.
   *
   * @param {Record<string, string | undefined>} changes
   */
  with(changes) {
    const query = new URLSearchParams(this.query);
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) {
        query.delete(name);
      } else {
        query.set(name, value);
      }
    }
    return new ListQuery(this.path, query);
  }

  get url() {
    const path = this.path === undefined ? "/search" : `/categories/${this.path}`;
    return this.query.size === 0 ? path : `${path}?${this.query}`;
  }

  /**
   * @param {string | undefined} cursor
   * @param {AbortSignal} signal
   */
  async page(cursor, signal) {
    /** @type {Record<string, unknown>} */
    const filters = {};
    for (const [name, value] of this.query) {
      if (value !== "" && (name === "tag" || name.startsWith("attributes."))) {
        filters[name] = value;
      }
    }
    const given = { q: this.words, category: this.category, cursor, minPrice: this.number("minPrice"), maxPrice: this.number("maxPrice") };
    const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const inStock = this.query.get("inStock") === "true" ? { inStock: true } : {};
    const { data } = await store.search({ ...filters, ...known, ...inStock, sort: /** @type {"newest"} */ (this.sort), limit: PAGE }, { signal });
    return data;
  }
}

/**
 * Whether a filter says something; addresses are typed, too.
 *
 * @param {string} name
 * @param {string} value
 */
function isKnown(name, value) {
  switch (name) {
    case "minPrice":
    case "maxPrice":
      return /^\d{1,15}$/.test(value);
    case "inStock":
      return value === "true";
    default:
      return value !== "";
  }
}

/** Products of a query, page after page. */
export class ProductList {
  /** @type {readonly ProductCard[] | undefined} of an earlier query while `isStale` */
  products;
  total = 0;
  /** No product has all words; these have similar ones. */
  isSimilar = false;
  /** @type {Facets | undefined} */
  facets;
  isStale = false;
  isLoadingMore = false;
  /** @type {unknown} */
  error;
  /** @type {string | undefined} */
  #cursor;
  /** @type {AbortController | undefined} */
  #running;
  /** @type {ListQuery} */
  #query;

  /** @type {Map<string, { products: readonly ProductCard[], total: number, isSimilar: boolean, facets: Facets | undefined, cursor: string | undefined }>} */
  static #kept = new Map();

  /**
   * @param {ListQuery} query
   * @param {{ isReturn: boolean }} options whether to show what was there before
   */
  constructor(query, { isReturn }) {
    this.#query = query;
    const kept = isReturn ? ProductList.#kept.get(query.url) : undefined;
    if (kept === undefined) {
      this.show(query);
    } else {
      this.products = kept.products;
      this.total = kept.total;
      this.isSimilar = kept.isSimilar;
      this.facets = kept.facets;
      this.#cursor = kept.cursor;
    }
  }

  get hasMore() {
    return this.#cursor !== undefined;
  }

  /** @param {ListQuery} query */
  show(query) {
    this.#query = query;
    this.isStale = true;
    return this.#read(undefined, (page) => {
      this.products = page.products;
      this.total = page.total;
      this.isSimilar = page.match === "similar";
      this.facets = page.facets;
      announce(page.total === 0 ? "No products match" : plural(page.total, "product"));
    });
  }

  more() {
    this.isLoadingMore = true;
    return this.#read(this.#cursor, ({ products }) => {
      this.products = [...(this.products ?? []), ...products];
      announce(plural(products.length, "more product", "more products"));
    });
  }

  retry() {
    return this.products === undefined || this.isStale ? this.show(this.#query) : this.more();
  }

  close() {
    this.#running?.abort();
  }

  /**
   * @param {string | undefined} cursor
   * @param {(page: import("../store.js").Schemas["SearchPage"]) => void} arrived
   */
  async #read(cursor, arrived) {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.error = undefined;
    update();
    try {
      const page = await this.#query.page(cursor, running.signal);
      if (running.signal.aborted) {
        return;
      }
      this.#cursor = page.nextCursor;
      arrived(page);
      this.isStale = false;
      this.#keep();
    } catch (error) {
      if (running.signal.aborted) {
        return;
      }
      this.error = error;
    }
    this.isLoadingMore = false;
    update();
  }

  #keep() {
    const kept = ProductList.#kept;
    kept.delete(this.#query.url);
    const { products = [], total, isSimilar, facets } = this;
    kept.set(this.#query.url, { products, total, isSimilar, facets, cursor: this.#cursor });
    const oldest = kept.keys().next();
    if (kept.size > KEPT && !oldest.done) {
      kept.delete(oldest.value);
    }
  }
}
