import { amountHint, minorUnits, money } from "../../lib/format.js";

/**
 * @typedef {import("../store.js").Schemas["AdminProduct"]} AdminProduct
 * @typedef {import("../store.js").Schemas["ProductWrite"]} ProductWrite
 * @typedef {ProductWrite["variants"][number]} Variant
 * @typedef {NonNullable<ProductWrite["media"]>[number]} Picture
 * @typedef {NonNullable<ProductWrite["attributes"]>[string]} AttributeValue
 */

/**
 * What a form has several of, each with a key that outlives its place, and what it was before the form; new ones were nothing.
 *
 * @typedef {object} Rows
 * @property {string[]} options the names of the product's options
 * @property {{ key: number, was: Variant | undefined }[]} variants
 * @property {{ key: number, was: Picture | undefined }[]} media
 * @property {{ key: number, was: [string, AttributeValue] | undefined }[]} attributes
 */

export const MAX = { options: 3, variants: 60, media: 20, attributes: 30 };

let lastKey = 0;

/**
 * @template T
 * @param {T} was
 * @returns {{ key: number, was: T }}
 */
export const row = (was) => ({ key: ++lastKey, was });

/**
 * @param {ProductWrite} product
 * @returns {Rows}
 */
export function rowsOf({ options, variants, media, attributes }) {
  return {
    options: (options ?? []).map(({ name }) => name),
    variants: variants.map((variant) => row(variant)),
    media: (media ?? []).map((picture) => row(picture)),
    attributes: Object.entries(attributes ?? {}).map((attribute) => row(attribute)),
  };
}

/** @param {AttributeValue | undefined} value */
export const attributeText = (value) => value === undefined ? "" : Array.isArray(value) ? value.join(", ") : String(value);

/**
 * An attribute's value as it is typed: `42` is a number, `true` a yes, and texts that are separated by commas are a list.
 *
 * @param {string} text
 * @param {AttributeValue | undefined} was what has not been touched keeps its type
 * @returns {AttributeValue}
 */
export function attributeValue(text, was) {
  if (was !== undefined && text === attributeText(was)) {
    return was;
  }
  if (text === "true" || text === "false") {
    return text === "true";
  }
  const texts = text.split(",").map((part) => part.trim()).filter((part) => part !== "");
  if (texts.length > 1 || Array.isArray(was)) {
    return [...new Set(texts)];
  }
  return /^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : text;
}

/**
 * The body that would write a product as it is.
 *
 * @param {AdminProduct} product
 * @returns {ProductWrite}
 */
export function writeOf({ productId, formerSlugs, priceRange, compareAtPrice, picture, availability, createdAt, updatedAt, updatedBy, variants, ...written }) {
  return { ...written, variants: variants.map(({ availability: unwritten, ...variant }) => variant) };
}

/**
 * A product with what a form says; the rest stays as it is.
 *
 * @param {ProductWrite} base
 * @param {Rows} rows
 * @param {FormData} data
 * @param {string} currency
 * @returns {{ body: ProductWrite, errors: Map<string, string> }}
 */
export function edited(base, rows, data, currency) {
  /** @type {Map<string, string>} */
  const errors = new Map();
  /** @param {string} name */
  const text = (name) => String(data.get(name) ?? "").trim();
  /** @param {string} name */
  const amount = (name) => {
    const value = text(name) === "" ? undefined : minorUnits(text(name), currency);
    if (text(name) !== "" && value === undefined) {
      errors.set(name, amountHint(currency));
    }
    return value;
  };
  const optional = { summary: text("summary"), description: text("description"), slug: text("slug") };
  const { summary, description, slug, options, media, attributes, ...rest } = base;
  const variants = rows.variants.map(({ was }, i) => {
    const { price, compareAtPrice, maxPerOrder, maxPerCustomer, requiresSignIn, options: wereOptions, ...variant } = was ?? { sku: text(`variants[${i}].sku`), price: 0 };
    if (variant.sku === "") {
      errors.set(`variants[${i}].sku`, "is required");
    }
    const chosen = rows.options.map((name, j) => [name, text(`variants[${i}].options[${j}]`)]);
    chosen.filter(([, value]) => value === "").forEach(([name]) => errors.set(`variants[${i}].options.${name}`, "is required"));
    /** @param {string} name */
    const limit = (name) => {
      const typed = text(`variants[${i}].${name}`);
      if (typed !== "" && !/^\d{1,9}$/.test(typed)) {
        errors.set(`variants[${i}].${name}`, "must be a whole number");
      }
      return typed === "" ? undefined : Number(typed);
    };
    const prices = {
      compareAtPrice: amount(`variants[${i}].compareAtPrice`), maxPerOrder: limit("maxPerOrder"), maxPerCustomer: limit("maxPerCustomer"),
      requiresSignIn: data.get(`variants[${i}].requiresSignIn`) === "on" ? true : undefined,
    };
    if (text(`variants[${i}].price`) === "") {
      errors.set(`variants[${i}].price`, "is required");
    }
    return { ...variant, options: Object.fromEntries(chosen), price: amount(`variants[${i}].price`) ?? 0, ...defined(prices) };
  });
  const pictures = rows.media.map(({ was }, i) => {
    const { url, alt, skus, ...size } = was ?? { url: "" };
    const shown = skus?.filter((sku) => variants.some((variant) => variant.sku === sku)) ?? [];
    const now = text(`media[${i}].url`);
    if (!URL.canParse(now)) {
      errors.set(`media[${i}].url`, "must be a URL");
    }
    // Another picture has another size.
    return { ...(now === url ? size : {}), url: now, ...(text(`media[${i}].alt`) === "" ? {} : { alt: text(`media[${i}].alt`) }), ...(shown.length === 0 ? {} : { skus: shown }) };
  });
  const named = rows.attributes.map(({ was }, i) => {
    const [name, value] = [text(`attributes[${i}].name`), text(`attributes[${i}].value`)];
    if (!/^[A-Za-z][A-Za-z0-9_-]{0,39}$/.test(name)) {
      errors.set(`attributes[${i}].name`, "must be letters, digits, _ and -, beginning with a letter");
    }
    if (value === "") {
      errors.set(`attributes[${i}].value`, "is required");
    }
    return /** @type {const} */ ([name, attributeValue(value, was?.[1])]);
  });
  named.forEach(([name], i) => named.findIndex(([other]) => other === name) < i && errors.set(`attributes[${i}].name`, "must be unique"));
  /** @type {ProductWrite} */
  const body = {
    ...rest,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== "")),
    title: text("title"),
    category: text("category"),
    tags: text("tags").split(",").map((tag) => tag.trim()).filter((tag) => tag !== ""),
    status: text("status") === "draft" ? "draft" : "published",
    options: rows.options.map((name) => ({ name, values: valuesOf(name, options, variants) })),
    variants,
    media: pictures,
    attributes: Object.fromEntries(named),
  };
  return { body, errors };
}

/**
 * The values of an option in the order that they had; new ones in that of the variants.
 *
 * @param {string} name
 * @param {ProductWrite["options"]} options
 * @param {{ options: Record<string, string> }[]} variants
 */
function valuesOf(name, options, variants) {
  const used = new Set(variants.flatMap((variant) => variant.options[name] ?? []));
  const known = options?.find((option) => option.name === name)?.values ?? [];
  return [...known.filter((value) => used.has(value)), ...[...used].filter((value) => !known.includes(value))];
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
