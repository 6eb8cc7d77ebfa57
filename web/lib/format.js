/** The language of the pages' texts, and so that of their numbers and dates. */
export const LANGUAGE = "en";
const MINUTE_SECONDS = 60;
/** So that an amount in minor units is exact as a number, whatever the currency. */
const MAX_WHOLE_DIGITS = 11;

/** @type {Map<string, { format: Intl.NumberFormat, digits: number, divisor: number }>} */
const currencies = new Map();

/** @param {string} currency */
function formatOf(currency) {
  let known = currencies.get(currency);
  if (known === undefined) {
    const format = new Intl.NumberFormat(LANGUAGE, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
    const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    known = { format, digits, divisor: 10 ** digits };
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
 * What somebody types as an amount, in minor units; undefined if it is not one. Digits can have one decimal separator, a point
 * or a comma, with at most as many digits after it as the currency has. Thousands are not separated: whether `1,234` is more
 * than a thousand or little more than one depends on who reads it.
 *
 * @param {string} text
 * @param {string} currency ISO 4217
 */
export function minorUnits(text, currency) {
  const { digits, divisor } = formatOf(currency);
  const [, whole = "", fraction = ""] = /^(\d+)(?:[.,](\d+))?$/.exec(text.trim()) ?? [];
  return whole === "" || whole.length > MAX_WHOLE_DIGITS || fraction.length > digits
    ? undefined
    : Number(whole) * divisor + Number(fraction.padEnd(digits, "0"));
}

/**
 * What is said about a text that is not an amount.
 *
 * @param {string} currency ISO 4217
 */
export function amountHint(currency) {
  return `Enter an amount like ${amountText(Math.trunc(1234.5 * formatOf(currency).divisor), currency)}`;
}

/**
 * An amount as a field has it: with all its digits, such as `12.50`; empty without one.
 *
 * @param {number | undefined} amount in minor units
 * @param {string} currency ISO 4217
 */
export function amountText(amount, currency) {
  const { digits, divisor } = formatOf(currency);
  return amount === undefined ? "" : (amount / divisor).toFixed(digits);
}

/** @param {number} number */
export function count(number) {
  return number.toLocaleString(LANGUAGE);
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
  return new Date(timestamp).toLocaleDateString(LANGUAGE, { dateStyle: "medium" });
}

/** @param {string} timestamp RFC 3339 */
export function dateTime(timestamp) {
  return new Date(timestamp).toLocaleString(LANGUAGE, { dateStyle: "medium", timeStyle: "medium" });
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
