import { amountHint, amountText, minorUnits } from "../../lib/format.js";
import { row } from "./product-form.js";

/**
 * @typedef {import("../store.js").Schemas["Rules"]} Rules
 * @typedef {import("../store.js").Schemas["RulesWrite"]} RulesWrite
 * @typedef {import("../store.js").Schemas["TaxRate"]} TaxRate
 * @typedef {import("../store.js").Schemas["ShippingZone"]} Zone
 * @typedef {import("../store.js").Schemas["ShippingMethod"]} Method
 * @typedef {Method["steps"][number]} Step
 * @typedef {import("../store.js").Schemas["Promotion"]} Promotion
 */

/**
 * What the form has several of, each with a key that outlives its place, and what it was before the form; new ones were nothing.
 *
 * @template T
 * @typedef {{ key: number, was: T | undefined }} Row
 */

/**
 * @typedef {Row<Method> & { steps: Row<Step>[] }} MethodRow
 * The kind decides which fields a promotion has.
 *
 * @typedef {Row<Promotion> & { kind: Promotion["kind"] }} PromotionRow
 * @typedef {Row<Zone> & { methods: MethodRow[] }} ZoneRow
 * @typedef {{ rates: Row<TaxRate>[], zones: ZoneRow[], promotions: PromotionRow[] }} Rows
 */

export const MAX = { rates: 500, zones: 50, methods: 10, steps: 20, promotions: 200 };

/** @param {Method} [was] @returns {MethodRow} */
export const methodRow = (was) => ({ ...row(was), steps: was === undefined ? [row(undefined)] : was.steps.map((step) => row(step)) });

/** @param {Zone} [was] @returns {ZoneRow} */
export const zoneRow = (was) => ({ ...row(was), methods: was === undefined ? [methodRow()] : was.methods.map((method) => methodRow(method)) });

/** @param {Rules} rules @returns {Rows} */
export const rowsOf = ({ taxRates, shippingZones, promotions }) => ({
  rates: taxRates.map((rate) => row(rate)), zones: shippingZones.map((zone) => zoneRow(zone)), promotions: promotions.map((one) => promotionRow(one)),
});

/** @param {Promotion} [was] @returns {PromotionRow} */
export function promotionRow(was) {
  return { ...row(was), kind: was?.kind ?? "PERCENT" };
}

/**
 * Places as they are typed: `DE, AT, US-CA`.
 *
 * @param {Zone["places"]} places
 */
export const placesText = (places = []) => places.flatMap(({ country, regions = [] }) =>
  regions.length === 0 ? [country] : regions.map((region) => `${country}-${region}`)).join(", ");

/**
 * @param {string} text
 * @returns {Zone["places"] | undefined} undefined if they are not places
 */
export function placesOf(text) {
  /** @type {Map<string, string[]>} regions by country; none for the whole country */
  const places = new Map();
  for (const part of text.toUpperCase().split(/[\s,;]+/).filter((one) => one !== "")) {
    const [, country, region] = /^([A-Z]{2})(?:-([A-Z0-9]{1,3}))?$/.exec(part) ?? [];
    if (country === undefined) {
      return undefined;
    }
    const known = places.get(country);
    if (known !== undefined && (known.length === 0) !== (region === undefined)) {
      return undefined;
    }
    places.set(country, [...known ?? [], ...(region === undefined ? [] : [region])]);
  }
  return [...places].map(([country, regions]) => ({ country, regions: [...new Set(regions)] }));
}

/**
 * What a form says.
 *
 * @param {Rows} rows
 * @param {FormData} data
 * @param {string} currency
 * @returns {{ body: RulesWrite, errors: Map<string, string> }}
 */
export function rulesOf(rows, data, currency) {
  /** @type {Map<string, string>} */
  const errors = new Map();
  /** @param {string} name */
  const text = (name) => String(data.get(name) ?? "").trim();
  /** @param {string} name */
  const amount = (name) => {
    const value = minorUnits(text(name), currency);
    if (text(name) !== "" && value === undefined) {
      errors.set(name, amountHint(currency));
    }
    return value;
  };
  /** @param {string} name */
  const required = (name) => {
    if (text(name) === "") {
      errors.set(name, "is required");
    }
    return text(name);
  };
  /** @param {string} name */
  const whole = (name) => {
    if (required(name) !== "" && !/^\d{1,9}$/.test(text(name))) {
      errors.set(name, "must be a whole number");
    }
    return Number(text(name));
  };
  /** @param {string} name */
  const percent = (name) => {
    if (required(name) !== "" && !/^\d{1,3}([.,]\d{1,4})?$/.test(text(name))) {
      errors.set(name, "must be a percentage, such as 19 or 5.5");
    }
    return Number(text(name).replace(",", "."));
  };
  const taxRates = rows.rates.map((_, i) => {
    const at = `taxRates[${i}]`;
    return {
      name: required(`${at}.name`), country: required(`${at}.country`).toUpperCase(), rate: percent(`${at}.rate`),
      ...given({ region: text(`${at}.region`).toUpperCase(), category: text(`${at}.category`) }),
    };
  });
  const shippingZones = rows.zones.map(({ methods }, i) => {
    const at = `shippingZones[${i}]`;
    const places = placesOf(text(`${at}.places`));
    if (places === undefined) {
      errors.set(`${at}.places`, "must be countries or regions, such as DE, AT, US-CA");
    }
    return { name: required(`${at}.name`), places: places ?? [], methods: methods.map((method, j) => methodOf(`${at}.methods[${j}]`, method)) };
  });
  /**
   * @param {string} at
   * @param {MethodRow} method
   * @returns {Method}
   */
  function methodOf(at, { was, steps }) {
    /** @type {"WEIGHT" | "VALUE"} */
    const basis = text(`${at}.basis`) === "WEIGHT" ? "WEIGHT" : "VALUE";
    const name = required(`${at}.name`);
    const freeFrom = amount(`${at}.freeFrom`);
    return {
      id: was?.id ?? slug(name), name, basis,
      steps: steps.map((_, k) => {
        const limit = `${at}.steps[${k}].upTo`;
        const upTo = text(limit) === "" ? undefined : basis === "WEIGHT" ? whole(limit) : amount(limit);
        required(`${at}.steps[${k}].price`);
        return { price: amount(`${at}.steps[${k}].price`) ?? 0, ...(upTo === undefined ? {} : { upTo }) };
      }),
      ...(freeFrom === undefined ? {} : { freeFrom }),
      ...given({ taxCategory: text(`${at}.taxCategory`) }),
    };
  }
  /** @param {string} name @returns {string[]} */
  const list = (name) => text(name).split(/[\s,;]+/).filter((one) => one !== "");
  /** @param {string} name */
  const time = (name) => {
    const at = new Date(text(name));
    if (text(name) !== "" && Number.isNaN(at.getTime())) {
      errors.set(name, "must be a date and a time");
      return "";
    }
    return text(name) === "" ? "" : at.toISOString();
  };
  const promotions = rows.promotions.map(({ kind }, i) => {
    const at = `promotions[${i}]`;
    const units = kind === "BUY_X_GET_Y";
    if (kind === "AMOUNT") {
      required(`${at}.amount`);
    }
    const minSubtotal = amount(`${at}.conditions.minSubtotal`);
    return {
      name: required(`${at}.name`), kind,
      ...(text(`${at}.uses`) === "" ? {} : { uses: whole(`${at}.uses`) }), ...given({ code: text(`${at}.code`).toUpperCase() }),
      ...(kind === "PERCENT" || units ? { percent: percent(`${at}.percent`) } : {}),
      ...(kind === "AMOUNT" ? { amount: amount(`${at}.amount`) ?? 0 } : {}),
      ...(units ? { buy: whole(`${at}.buy`), get: whole(`${at}.get`) } : {}),
      conditions: {
        ...(minSubtotal === undefined ? {} : { minSubtotal }),
        products: list(`${at}.conditions.products`), categories: list(`${at}.conditions.categories`),
        ...given({ from: time(`${at}.conditions.from`), until: time(`${at}.conditions.until`) }),
        signedIn: text(`${at}.conditions.buyer`) === "signedIn", firstOrder: text(`${at}.conditions.buyer`) === "firstOrder",
      },
    };
  });
  return {
    body: { ...given({ country: text("country").toUpperCase() }), pricesIncludeTax: text("pricesIncludeTax") === "true", taxRates, shippingZones, promotions },
    errors,
  };
}

/**
 * A limit as it is typed: an amount, or grams.
 *
 * @param {Method | undefined} method
 * @param {number | undefined} limit
 * @param {string} currency
 */
export const limitText = (method, limit, currency) => method?.basis === "WEIGHT" ? String(limit ?? "") : amountText(limit, currency);

/**
 * A time as a field for date and time has it.
 *
 * @param {string | undefined} at
 */
export function localTime(at) {
  if (at === undefined) {
    return "";
  }
  const time = new Date(at);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** @param {string} name */
const slug = (name) => name.toLowerCase().normalize("NFD").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40) || "method";

/**
 * @template {Record<string, string>} T
 * @param {T} texts
 * @returns {Partial<T>} those that are not empty
 */
const given = (texts) => /** @type {Partial<T>} */ (Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== "")));
