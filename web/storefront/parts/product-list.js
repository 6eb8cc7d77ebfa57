import { plural } from "../../lib/format.js";
import { announce } from "../../lib/announce.js";
import { update } from "../../lib/view.js";
import { store } from "../store.js";

/** @typedef {import("../store.js").Schemas["ProductCard"]} ProductCard */

export const SORTS = [
  { value: "newest", name: "Newest" },
  { value: "price", name: "Price, low to high" },
  { value: "-price", name: "Price, high to low" },
  { value: "name", name: "Name" },
];

const PAGE = 24;
/** So that "back" shows what was there, at once and as long as it was. */
const KEPT = 8;

/** What the address says is wanted: category, words, filters and order. */
export class ListQuery {
  /**
   * @param {string | undefined} category
   * @param {URLSearchParams} query
   */
  constructor(category, query) {
    this.category = category;
    this.query = query;
  }

  get words() {
    return this.query.get("q")?.trim() || undefined;
  }

  get sort() {
    return SORTS.find(({ value }) => value === this.query.get("sort"))?.value ?? "newest";
  }

  get isFiltered() {
    return [...this.query.keys()].some((name) => name !== "q" && name !== "sort");
  }

  /** @param {string} name */
  number(name) {
    const text = this.query.get(name);
    const number = text === null ? NaN : Number(text);
    return Number.isInteger(number) && number >= 0 ? number : undefined;
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
    return new ListQuery(this.category, query);
  }

  get url() {
    const path = this.category === undefined ? "/search" : `/categories/${this.category}`;
    return this.query.size === 0 ? path : `${path}?${this.query}`;
  }

  /**
   * @param {string | undefined} cursor
   * @param {AbortSignal} signal
   */
  async page(cursor, signal) {
    if (this.words !== undefined) {
      const { data } = await store.search({ q: this.words, limit: PAGE }, { signal });
      return data;
    }
    /** @type {Record<string, unknown>} */
    const filters = {};
    for (const [name, value] of this.query) {
      if (name === "tag" || name.startsWith("attributes.")) {
        filters[name] = value;
      }
    }
    const given = { category: this.category, cursor, minPrice: this.number("minPrice"), maxPrice: this.number("maxPrice") };
    const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const inStock = this.query.get("inStock") === "true" ? { inStock: true } : {};
    const { data } = await store.listProducts({ ...filters, ...known, ...inStock, sort: /** @type {"newest"} */ (this.sort), limit: PAGE }, { signal });
    return data;
  }
}

/** Products of a query, page after page. */
export class ProductList {
  /** @type {readonly ProductCard[] | undefined} of an earlier query while `isStale` */
  products;
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

  /** @type {Map<string, { products: readonly ProductCard[], cursor: string | undefined }>} */
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
      this.products = page;
      announce(page.length === 0 ? "No products match" : `${plural(page.length, "product")}${this.hasMore ? ", and more" : ""}`);
    });
  }

  more() {
    this.isLoadingMore = true;
    return this.#read(this.#cursor, (page) => {
      this.products = [...(this.products ?? []), ...page];
      announce(`${plural(page.length, "more product", "more products")}`);
    });
  }

  retry() {
    return this.products === undefined || this.isStale ? this.show(this.#query) : this.more();
  }

  close() {
    this.#running?.abort();
  }

  /**
   * Reads pages until one has products: a page of a filtered list can be empty although more pages follow.
   *
   * @param {string | undefined} cursor
   * @param {(products: readonly ProductCard[]) => void} arrived
   */
  async #read(cursor, arrived) {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.error = undefined;
    update();
    try {
      let page = await this.#query.page(cursor, running.signal);
      while (page.products.length === 0 && page.nextCursor !== undefined) {
        page = await this.#query.page(page.nextCursor, running.signal);
      }
      if (running.signal.aborted) {
        return;
      }
      this.#cursor = page.nextCursor;
      arrived(page.products);
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
    kept.set(this.#query.url, { products: this.products ?? [], cursor: this.#cursor });
    const oldest = kept.keys().next();
    if (kept.size > KEPT && !oldest.done) {
      kept.delete(oldest.value);
    }
  }
}
