import { minorUnits, money } from "../../lib/format.js";

/**
 * @typedef {import("../store.js").Schemas["AdminProduct"]} AdminProduct
 * @typedef {import("../store.js").Schemas["ProductWrite"]} ProductWrite
 */

/**
 * The body that would write a product as it is.
 *
 * @param {AdminProduct} product
 * @returns {ProductWrite}
 */
export function writeOf({ productId, formerSlugs, priceRange, picture, availability, createdAt, updatedAt, updatedBy, variants, ...written }) {
  return { ...written, variants: variants.map(({ availability: unwritten, ...variant }) => variant) };
}

/**
 * A product with what a form says; the rest stays as it is.
 *
 * @param {ProductWrite} base
 * @param {FormData} data
 * @param {string} currency
 * @returns {{ body: ProductWrite, errors: Map<string, string> }}
 */
export function edited(base, data, currency) {
  /** @type {Map<string, string>} */
  const errors = new Map();
  /** @param {string} name */
  const text = (name) => String(data.get(name) ?? "").trim();
  /** @param {string} name */
  const amount = (name) => {
    const value = text(name) === "" ? undefined : minorUnits(text(name), currency);
    if (text(name) !== "" && value === undefined) {
      errors.set(name, "must be an amount, such as 12.50");
    }
    return value;
  };
  const optional = { summary: text("summary"), description: text("description"), slug: text("slug") };
  const { summary, description, slug, ...rest } = base;
  const variants = base.variants.map(({ price, compareAtPrice, maxPerOrder, ...variant }, i) => {
    const prices = { compareAtPrice: amount(`variants[${i}].compareAtPrice`), maxPerOrder: text(`variants[${i}].maxPerOrder`) === "" ? undefined : Number(text(`variants[${i}].maxPerOrder`)) };
    if (text(`variants[${i}].price`) === "") {
      errors.set(`variants[${i}].price`, "is required");
    }
    return { ...variant, price: amount(`variants[${i}].price`) ?? 0, ...defined(prices) };
  });
  /** @type {ProductWrite} */
  const body = {
    ...rest,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== "")),
    title: text("title"),
    category: text("category"),
    tags: text("tags").split(",").map((tag) => tag.trim()).filter((tag) => tag !== ""),
    status: text("status") === "draft" ? "draft" : "published",
    variants,
  };
  return { body, errors };
}

/**
 * The fields that two versions of a product differ in, as texts.
 *
 * @param {ProductWrite} mine
 * @param {ProductWrite} theirs
 * @param {string} currency
 */
export function differences(mine, theirs, currency) {
  const [a, b] = [flat(mine, currency), flat(theirs, currency)];
  return [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name))
    .map((name) => ({ name, mine: a.get(name) ?? "–", theirs: b.get(name) ?? "–" }));
}

/**
 * @param {ProductWrite} write
 * @param {string} currency
 * @returns {Map<string, string>}
 */
function flat(write, currency) {
  /** @type {Map<string, string>} */
  const texts = new Map();
  for (const [name, value] of Object.entries(write)) {
    if (name !== "variants" && value !== undefined) {
      texts.set(name, typeof value === "string" ? value : JSON.stringify(value));
    }
  }
  for (const { sku, price, compareAtPrice, ...rest } of write.variants) {
    texts.set(`${sku}: price`, money(price, currency));
    if (compareAtPrice !== undefined) {
      texts.set(`${sku}: usual price`, money(compareAtPrice, currency));
    }
    texts.set(`${sku}: other`, JSON.stringify(rest));
  }
  return texts;
}

/**
 * @template {object} T
 * @param {T} object
 * @returns {{ [K in keyof T]?: Exclude<T[K], undefined> }}
 */
function defined(object) {
  return /** @type {{ [K in keyof T]?: Exclude<T[K], undefined> }} */ (Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)));
}
