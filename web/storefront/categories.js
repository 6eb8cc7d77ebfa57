import { words } from "../lib/format.js";
import { Loading } from "../lib/loading.js";
import { pages } from "../sdk/lib/index.js";
import { store } from "./store.js";

/** @typedef {import("./store.js").Schemas["Categories"]["categories"][number]} Category */

/** The categories that have products, read once for all pages: parents come before their children. */
export const categories = new Loading(async (signal) => {
  /** @type {Category[]} */
  const all = [];
  for await (const page of pages(store.listCategories, {}, { signal })) {
    all.push(...page.categories);
  }
  return all;
});

/** @param {string | undefined} parent undefined for the roots */
export function childrenOf(parent) {
  return categories.value?.filter((category) => category.parent === parent) ?? [];
}

/**
 * The path of a category from its root: `a/b` has `a` and `a/b`.
 *
 * @param {string} category
 */
export function pathTo(category) {
  const segments = category.split("/");
  return segments.map((_, i) => segments.slice(0, i + 1).join("/"));
}

/**
 * `clothing/rain-jackets` is "Rain jackets".
 *
 * @param {string} category
 */
export function categoryName(category) {
  return words(category.split("/").at(-1) ?? category);
}

/** @param {string} category */
export function categoryUrl(category) {
  return `/categories/${category}`;
}
