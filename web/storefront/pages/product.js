import { html, keyed, nothing } from "../../lib/html.js";
import { date, words } from "../../lib/format.js";
import { icon } from "../../lib/icons.js";
import { Loading } from "../../lib/loading.js";
import { problemKind, problemView } from "../../lib/problem.js";
import { toast } from "../../lib/toast.js";
import { update } from "../../lib/view.js";
import { cart } from "../cart.js";
import { categoryName, categoryUrl, pathTo } from "../categories.js";
import { breadcrumbs } from "../parts/breadcrumbs.js";
import { pictureView, priceView, productGrid } from "../parts/product-card.js";
import { quantityStepper } from "../parts/quantity.js";
import { freshStore, store } from "../store.js";
import { notFoundView } from "./not-found.js";

/** @typedef {import("../store.js").Schemas["Product"]} Product */
/** @typedef {import("../store.js").Schemas["Variant"]} Variant */

const RELATED = 4;

/**
 * A product: pictures, options, price and availability of the chosen variant, which the address has as `?sku=`.
 *
 * @param {import("../../lib/router.js").Visit} visit
 * @returns {import("../../lib/router.js").Page}
 */
export function productPage({ params, query }) {
  /** @type {Record<string, string>} the options chosen so far */
  let chosen = {};
  let quantity = 1;
  let shownPicture = 0;
  let isAdding = false;
  let isChoiceMissing = false;
  /** @type {unknown} */
  let refusal;
  /** @type {Loading<readonly import("../parts/product-card.js").ProductCard[]> | undefined} */
  let related;

  const product = new Loading(async (signal) => {
    const { productId, slug } = params;
    const { data } = productId === undefined
      ? await freshStore.getProductBySlug({ slug: slug ?? "" }, { signal })
      : await freshStore.getProduct({ productId }, { signal });
    if (related === undefined) {
      choose(data, query.get("sku"));
    }
    related ??= new Loading((ending) => relatedTo(data, ending));
    return data;
  });

  /**
   * @param {Product} found
   * @param {string | null} sku
   */
  function choose(found, sku) {
    const buyable = found.variants.filter(({ availability }) => availability !== "OUT");
    const variant = found.variants.find((known) => known.sku === sku)
      ?? (buyable.length === 1 && found.variants.length === 1 ? buyable[0] : undefined)
      ?? (found.variants.length === 1 ? found.variants[0] : undefined);
    if (variant !== undefined) {
      chosen = { ...variant.options };
    } else {
      // Options with one value need no choice.
      chosen = Object.fromEntries(found.options.filter(({ values }) => values.length === 1).map(({ name, values }) => [name, values[0] ?? ""]));
    }
  }

  /** @param {Product} found */
  const variantOf = (found) => found.variants.find(({ options }) => found.options.every(({ name }) => options[name] === chosen[name]));

  /**
   * @param {Product} found
   * @param {string} name
   * @param {string} value
   */
  const select = (found, name, value) => {
    chosen = { ...chosen, [name]: value };
    quantity = 1;
    refusal = undefined;
    isChoiceMissing = false;
    const variant = variantOf(found);
    if (variant !== undefined) {
      const picture = found.media.findIndex(({ skus }) => skus.includes(variant.sku));
      shownPicture = picture < 0 ? shownPicture : picture;
      history.replaceState(history.state, "", `${location.pathname}?sku=${encodeURIComponent(variant.sku)}`);
    }
    update();
  };

  /** @param {Product} found */
  const add = async (found) => {
    const variant = variantOf(found);
    if (variant === undefined) {
      isChoiceMissing = true;
      update();
      document.querySelector("main .choices input")?.scrollIntoView({ block: "center" });
      /** @type {HTMLElement | null} */ (document.querySelector("main .choices input"))?.focus();
      return;
    }
    isAdding = true;
    refusal = undefined;
    update();
    try {
      await cart.add(variant.sku, quantity);
      toast(`${found.title} is in the cart`, { href: "/cart", text: "View cart" });
      quantity = 1;
    } catch (error) {
      refusal = error;
      // It may be sold out, or gone, by now.
      product.again();
    }
    isAdding = false;
    update();
  };

  /** @param {Product} found */
  const view = (found) => html`
    <article class="page-width page-body stack loose">
      ${breadcrumbs(pathTo(found.category).map((path) => ({ href: categoryUrl(path), text: categoryName(path) })), found.title)}
      <div class="product">
        ${gallery(found)}
        <div class="stack product-info">
          <div class="stack tight">
            <h1>${found.title}</h1>
            ${found.summary === undefined ? nothing : html`<p class="lead">${found.summary}</p>`}
          </div>
          ${priceView(shownPrice(found, variantOf(found)), { isLarge: true })}
          ${found.options.map((option) => optionView(found, option))}
          ${buyView(found, variantOf(found))}
          ${found.description === undefined ? nothing : html`<p class="description">${found.description}</p>`}
          ${factsView(found, variantOf(found))}
        </div>
      </div>
      ${related?.value === undefined || related.value.length === 0 ? nothing : html`
        <section class="home-section stack loose" aria-labelledby="related">
          <div class="spread"><h2 id="related">More ${categoryName(found.category).toLowerCase()}</h2><a class="small" href=${categoryUrl(found.category)}>See all</a></div>
          ${productGrid(related.value)}
        </section>`}
    </article>`;

  /** @param {Product} found */
  const gallery = (found) => {
    const picture = found.media[shownPicture] ?? found.media[0];
    return html`
      <div class="gallery">
        <div class="frame">${keyed(picture?.url, pictureView(picture, picture?.alt ?? found.title, { isFirst: true }))}</div>
        ${found.media.length < 2 ? nothing : html`
          <ul class="thumbnails" aria-label="Pictures">${found.media.map((other, i) => html`
            <li><button type="button" aria-label="Picture ${i + 1}${other.alt === undefined ? "" : `: ${other.alt}`}" aria-current=${i === shownPicture}
              @click=${() => { shownPicture = i; update(); }}>${pictureView(other, "")}</button></li>`)}</ul>`}
      </div>`;
  };

  /**
   * @param {Product} found
   * @param {Product["options"][number]} option
   */
  const optionView = (found, { name, values }) => html`
    <fieldset class="field">
      <legend>${words(name)}${chosen[name] === undefined ? nothing : html`<span class="soft">: ${chosen[name]}</span>`}</legend>
      <div class="choices">
        ${values.map((value) => {
          const isAvailable = found.variants.some(({ options, availability }) => availability !== "OUT" && options[name] === value
            && found.options.every((other) => other.name === name || chosen[other.name] === undefined || options[other.name] === chosen[other.name]));
          return html`<label class=${isAvailable ? "" : "unavailable"}>
            <input type="radio" name=${`option-${name}`} value=${value} .checked=${chosen[name] === value}
              aria-label=${isAvailable ? value : `${value}, sold out`} @change=${() => select(found, name, value)}>
            <span>${value}</span></label>`;
        })}
      </div>
      ${isChoiceMissing && chosen[name] === undefined ? html`<p class="error" role="alert">${icon("warning")} Choose the ${name.toLowerCase()}</p>` : nothing}
    </fieldset>`;

  /**
   * @param {Product} found
   * @param {Variant | undefined} variant
   */
  const buyView = (found, variant) => {
    const isOut = variant === undefined ? found.availability === "OUT" : variant.availability === "OUT";
    const inCart = variant === undefined ? 0 : cart.quantityOf(variant.sku);
    return html`
      <div class="stack">
        <p class="availability ${(variant ?? found).availability.toLowerCase()}" aria-live="polite">${availabilityText(found, variant)}</p>
        <div class="buy">
          ${isOut ? nothing : quantityStepper({
            label: "Quantity", value: quantity, max: variant && mostOf(variant), changed: (changed) => { quantity = changed; update(); } })}
          <button class="button tall grow" type="button" ?disabled=${isOut} aria-busy=${isAdding} @click=${() => isAdding || add(found)}>
            ${isOut ? "Sold out" : "Add to cart"}</button>
        </div>
        ${inCart === 0 ? nothing : html`<p class="small soft">${inCart} in your <a href="/cart">cart</a></p>`}
        ${refusal === undefined ? nothing : problemView(refusal)}
      </div>`;
  };

  return {
    title: () => product.value?.title ?? "",
    view: () => product.view({
      loading: skeleton,
      ready: view,
      failed: (error, retry) => problemKind(error) === "not-found"
        ? notFoundView("This product is not sold, or not any more.")
        : html`<div class="page-width page-body">${problemView(error, retry)}</div>`,
    }),
    search: (changed) => {
      if (product.value !== undefined) {
        choose(product.value, changed.get("sku"));
      }
    },
    close: () => {
      product.close();
      related?.close();
    },
  };
}

/**
 * Of the variant, or of the product as its card has it.
 *
 * @param {Product} found
 * @param {Variant | undefined} variant
 */
function shownPrice(found, variant) {
  return variant === undefined ? found
    : { currency: found.currency, priceRange: { from: variant.price, to: variant.price }, compareAtPrice: variant.compareAtPrice };
}

/**
 * @param {Product} found
 * @param {Variant | undefined} variant
 */
function availabilityText(found, variant) {
  switch ((variant ?? found).availability) {
    case "OUT":
      return variant === undefined || found.variants.length === 1 ? "Sold out" : "Sold out in this variant";
    case "LOW":
      return variant === undefined ? "Few left" : "Few left. It is yours when you have checked out, not before.";
    default:
      return "In stock";
  }
}

/**
 * @param {Product} found
 * @param {Variant | undefined} variant
 */
function factsView(found, variant) {
  const facts = Object.entries(found.attributes).map(([name, value]) => ({ name: words(name), value: attributeText(value) }));
  if (variant !== undefined) {
    facts.push({ name: "SKU", value: variant.sku });
  }
  if (variant?.maxPerOrder !== undefined) {
    facts.push({ name: "Per order", value: `at most ${variant.maxPerOrder}` });
  }
  if (variant?.maxPerCustomer !== undefined) {
    facts.push({ name: "Per customer", value: `at most ${variant.maxPerCustomer}` });
  }
  if (variant?.requiresSignIn) {
    facts.push({ name: "Sold to", value: "customers who have signed in" });
  }
  if (found.availableUntil !== undefined) {
    facts.push({ name: "Sold until", value: date(found.availableUntil) });
  }
  return facts.length === 0 ? nothing : html`
    <dl class="facts">${facts.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** @param {Product["attributes"][string]} value */
function attributeText(value) {
  if (typeof value === "boolean") {
    return value ? "Yes" : "No";
  }
  return Array.isArray(value) ? value.map(words).join(", ") : typeof value === "string" ? words(value) : String(value);
}

function skeleton() {
  return html`
    <div class="page-width page-body stack loose" aria-busy="true">
      <div class="skeleton text w-30"></div>
      <div class="product">
        <div class="gallery"><div class="frame skeleton"></div></div>
        <div class="stack product-info"><div class="skeleton text w-60 tall"></div><div class="skeleton text"></div><div class="skeleton text w-30"></div></div>
      </div>
    </div>`;
}

/**
 * Others of the same category that can be bought.
 *
 * @param {Product} found
 * @param {AbortSignal} signal
 */
async function relatedTo({ category, productId }, signal) {
  const { data } = await store.listProducts({ category, inStock: true, limit: RELATED + 1 }, { signal });
  return data.products.filter((other) => other.productId !== productId).slice(0, RELATED);
}

/** The most that somebody can buy at once. @param {{ maxPerOrder?: number, maxPerCustomer?: number }} variant */
function mostOf({ maxPerOrder, maxPerCustomer }) {
  return maxPerOrder === undefined ? maxPerCustomer : Math.min(maxPerOrder, maxPerCustomer ?? maxPerOrder);
}
