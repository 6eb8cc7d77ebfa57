import { html, ifDefined, nothing, repeat } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { money } from "../../lib/format.js";
import { categoryName } from "../categories.js";

/** @typedef {import("../store.js").Schemas["ProductCard"]} ProductCard */
/** @typedef {import("../store.js").Schemas["Picture"]} Picture */
/** @typedef {import("../store.js").Schemas["Highlight"]} Highlight */

/** @param {readonly ProductCard[]} products */
export function productGrid(products) {
  return html`<ul class="product-grid">${repeat(products, ({ productId }) => productId, (product) => html`<li>${productCard(product)}</li>`)}</ul>`;
}

/** @param {number} number */
export function productGridSkeleton(number) {
  return html`<div class="product-grid" aria-hidden="true">${Array.from({ length: number }, () => html`
    <div class="product-card"><div class="frame skeleton"></div><div class="skeleton text w-60"></div><div class="skeleton text w-30"></div></div>`)}</div>`;
}

/** @param {ProductCard & { highlights?: readonly Highlight[] }} product */
export function productCard(product) {
  const { title, slug, category, picture, availability } = product;
  return html`
    <article class="product-card">
      <div class="frame">
        ${pictureView(picture, "")}
        ${availabilityBadge(availability)}
      </div>
      <p class="overline">${categoryName(category)}</p>
      <h3><a href=${productUrl(slug)}>${highlighted(title, product.highlights)}</a></h3>
      ${priceView(product)}
    </article>`;
}

/**
 * The lowest price, and what it is instead of.
 *
 * @param {Pick<ProductCard, "priceRange" | "currency"> & { compareAtPrice?: number | undefined }} product
 * @param {{ isLarge?: boolean }} [options] a large one says how much is saved
 */
export function priceView({ priceRange: { from, to }, compareAtPrice, currency }, { isLarge = false } = {}) {
  const price = html`${from === to ? nothing : html`<span class="soft">from</span> `}${money(from, currency)}`;
  const size = isLarge ? "product-price" : "";
  return compareAtPrice === undefined
    ? html`<p class="price ${size}">${price}</p>`
    : html`<p class="price reduced ${size}"><span>${price}</span>
        <s><span class="visually-hidden">instead of</span> ${money(compareAtPrice, currency)}</s>
        ${isLarge ? html`<span class="badge accent">−${Math.round(100 * (1 - from / compareAtPrice))}%</span>` : nothing}</p>`;
}

/**
 * A title with the words that were searched for marked.
 *
 * @param {string} title
 * @param {readonly Highlight[] | undefined} highlights
 */
function highlighted(title, highlights) {
  const highlight = highlights?.find(({ field, text }) => field === "title" && text === title);
  if (highlight === undefined) {
    return title;
  }
  let done = 0;
  const parts = highlight.matches.flatMap(({ start, end }) => {
    const before = title.slice(done, start);
    done = end;
    return [before, html`<mark>${title.slice(start, end)}</mark>`];
  });
  return [...parts, title.slice(done)];
}

/** @param {string} slug */
export function productUrl(slug) {
  return `/products/${slug}`;
}

/**
 * @param {Picture | undefined} picture
 * @param {string} alt empty if the picture says nothing that is not beside it
 * @param {{ isFirst?: boolean }} [options] a picture that is visible at once is not loaded lazily
 */
export function pictureView(picture, alt, { isFirst = false } = {}) {
  if (picture === undefined) {
    return alt === "" ? html`<div class="no-picture">${icon("box")}</div>`
      : html`<div class="no-picture" role="img" aria-label="${alt}: no picture">${icon("box")}</div>`;
  }
  return html`<img src=${picture.url} alt=${alt} width=${ifDefined(picture.width)} height=${ifDefined(picture.height)}
    loading=${isFirst ? "eager" : "lazy"} decoding="async">`;
}

/** @param {import("../store.js").Schemas["ProductCard"]["availability"]} availability */
export function availabilityBadge(availability) {
  switch (availability) {
    case "OUT":
      return html`<span class="badge">Sold out</span>`;
    case "LOW":
      return html`<span class="badge caution">Few left</span>`;
    default:
      return nothing;
  }
}
