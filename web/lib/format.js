const LOCALE = navigator.language;
const MINUTE_SECONDS = 60;

/** @type {Map<string, { format: Intl.NumberFormat, divisor: number }>} */
const currencies = new Map();

/** @param {string} currency */
function formatOf(currency) {
  let known = currencies.get(currency);
  if (known === undefined) {
    const format = new Intl.NumberFormat(LOCALE, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
    known = { format, divisor: 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2) };
    currencies.set(currency, known);
  }
  return known;
}

/**
 * An amount as text.
 *
 * @param {number} amount in minor units
 * @param {string | undefined} currency ISO 4217; a cart without lines has none
 */
export function money(amount, currency) {
  if (currency === undefined) {
    return String(amount);
  }
  const { format, divisor } = formatOf(currency);
  return format.format(amount / divisor);
}

/**
 * What a shopper types as a price, in minor units; undefined if it is not one.
 *
 * @param {string} text
 * @param {string} currency
 */
export function minorUnits(text, currency) {
  const number = Number(text.trim().replace(",", "."));
  return text.trim() === "" || !Number.isFinite(number) || number < 0
    ? undefined
    : Math.round(number * formatOf(currency).divisor);
}

/**
 * @param {number} amount in minor units
 * @param {string} currency
 */
export function majorUnits(amount, currency) {
  return amount / formatOf(currency).divisor;
}

/** @param {number} number */
export function count(number) {
  return number.toLocaleString(LOCALE);
}

/**
 * "1 product", "2 products".
 *
 * @param {number} number
 * @param {string} one
 * @param {string} [many]
 */
export function plural(number, one, many = `${one}s`) {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/** @param {string} timestamp RFC 3339 */
export function date(timestamp) {
  return new Date(timestamp).toLocaleDateString(LOCALE, { dateStyle: "medium" });
}

/** @param {string} timestamp RFC 3339 */
export function dateTime(timestamp) {
  return new Date(timestamp).toLocaleString(LOCALE, { dateStyle: "medium", timeStyle: "medium" });
}

/**
 * Time left, such as `1:05`.
 *
 * @param {number} millis
 */
export function timer(millis) {
  const seconds = Math.max(0, Math.ceil(millis / 1000));
  return `${Math.floor(seconds / MINUTE_SECONDS)}:${String(seconds % MINUTE_SECONDS).padStart(2, "0")}`;
}

/**
 * "rain-jackets" as "Rain jackets". Categories and attributes have no names of their own.
 *
 * @param {string} identifier
 */
export function words(identifier) {
  const text = identifier.replaceAll(/[-_]/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
