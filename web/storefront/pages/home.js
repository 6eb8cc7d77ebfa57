import { html, nothing } from "../../lib/html.js";
import { money, plural } from "../../lib/format.js";
import { icon } from "../../lib/icons.js";
import { Loading } from "../../lib/loading.js";
import { problemView } from "../../lib/problem.js";
import { categories, categoryName, categoryUrl, childrenOf } from "../categories.js";
import { SHOP } from "../config.js";
import { pictureView, productGrid, productGridSkeleton, productUrl } from "../parts/product-card.js";
import { store } from "../store.js";

/** @typedef {import("../store.js").Schemas["ProductCard"]} ProductCard */

const SHOWN = 8;
const TILES_IN_ROW = 8;

/** @returns {import("../../lib/router.js").Page} */
export function homePage() {
  const featured = new Loading(async (signal) => (await store.getProductBySlug({ slug: SHOP.featured.slug }, { signal })).data);
  const reduced = list({ tag: SHOP.saleTag, inStock: true, limit: SHOWN });
  const newest = list({ sort: "newest", limit: SHOWN });
  return {
    title: () => SHOP.name,
    view: () => html`
      <h1 class="visually-hidden">${SHOP.name}</h1>
      ${featured.view({
        loading: () => html`<div class="hero"><div class="page-width hero-body"><div class="hero-text stack"></div><div class="hero-picture skeleton"></div></div></div>`,
        ready: hero,
        failed: () => nothing,
      })}
      ${categories.view({
        loading: () => html`<div class="page-width home-section"><div class="category-tiles" aria-hidden="true">${Array.from({ length: 7 }, () => html`<div class="category-tile skeleton"></div>`)}</div></div>`,
        ready: () => categoryTiles(),
        failed: (error, retry) => html`<div class="page-width home-section">${problemView(error, retry)}</div>`,
      })}
      ${shelf("Reduced", `/search?tag=${SHOP.saleTag}`, reduced)}
      ${shelf("New", "/search", newest)}`,
    close: () => [featured, reduced, newest].forEach((loading) => loading.close()),
  };
}

/** @param {import("../../sdk/lib/index.js").Arguments<"listProducts"> & { ifNoneMatch?: undefined }} query */
function list(query) {
  return new Loading(async (signal) => (await store.listProducts(query, { signal })).data.products);
}

/** Pictures of root categories, by their paths; read once. */
const pictures = new Map();

/**
 * The first product of a category stands for it.
 *
 * @param {string} category
 * @returns {Loading<import("../parts/product-card.js").Picture | null>}
 */
function pictureOf(category) {
  let picture = pictures.get(category);
  if (picture === undefined) {
    picture = new Loading(async (signal) => {
      const { data } = await store.listProducts({ category, inStock: true, sort: "name", limit: 1 }, { signal });
      return data.products[0]?.picture ?? null;
    });
    pictures.set(category, picture);
  }
  return picture;
}

/** @param {ProductCard} product */
function hero(product) {
  const isOut = product.availability === "OUT";
  return html`
    <section class="hero" aria-labelledby="featured">
      <div class="page-width hero-body">
        <div class="hero-text stack">
          <p class="overline">${isOut ? "Sold out" : SHOP.featured.label}</p>
          <h2 id="featured" class="hero-title">${product.title}</h2>
          ${product.summary === undefined ? nothing : html`<p class="lead">${product.summary}</p>`}
          <div class="cluster">
            <a class="button accent tall" href=${productUrl(product.slug)}>${isOut ? "See what it was" : "Get yours"} ${icon("arrow")}</a>
            <span class="price hero-price">${money(product.priceRange.from, product.currency)}</span>
          </div>
        </div>
        <div class="hero-picture">${pictureView(product.picture, product.picture?.alt ?? product.title, { isFirst: true })}</div>
      </div>
    </section>`;
}

/** @param {string} category */
function categoryPicture(category) {
  const { value } = pictureOf(category);
  return value === undefined ? nothing : pictureView(value ?? undefined, "");
}

/**
 * The class of tiles that stand in rows of about the same length on wide screens, so that none is alone in the last row.
 *
 * @param {number} number
 */
function rowsOf(number) {
  return number < TILES_IN_ROW ? "" : `row-of-${Math.ceil(number / Math.ceil(number / TILES_IN_ROW))}`;
}

function categoryTiles() {
  const roots = childrenOf(undefined);
  return roots.length === 0 ? emptyShop() : html`
    <section class="page-width home-section" aria-labelledby="categories">
      <h2 id="categories" class="visually-hidden">Categories</h2>
      <ul class="category-tiles ${rowsOf(roots.length)}">
        ${roots.map(({ category, products }) => html`
          <li class="category-tile">
            <div class="frame">${categoryPicture(category)}</div>
            <a href=${categoryUrl(category)}>${categoryName(category)}</a>
            <span class="small soft">${plural(products, "product")}</span>
          </li>`)}
      </ul>
    </section>`;
}

function emptyShop() {
  return html`
    <div class="page-width blank">
      ${icon("box")}
      <h2>Nothing here yet</h2>
      <p>The store has no products. When the first ones are published, they appear here.</p>
    </div>`;
}

/**
 * @param {string} title
 * @param {string} href
 * @param {Loading<readonly ProductCard[]>} products
 */
function shelf(title, href, products) {
  return products.view({
    loading: () => html`<div class="page-width home-section stack"><div class="skeleton text w-30"></div>${productGridSkeleton(4)}</div>`,
    ready: (shown) => shown.length === 0 ? nothing : html`
      <section class="page-width home-section stack loose" aria-label=${title}>
        <div class="spread"><h2>${title}</h2><a class="small" href=${href}>See all</a></div>
        ${productGrid(shown)}
      </section>`,
    failed: (error, retry) => html`<div class="page-width home-section">${problemView(error, retry)}</div>`,
  });
}
