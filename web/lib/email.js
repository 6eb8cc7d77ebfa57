const PREFIX = "xn--";
const CHINESE_JAPANESE_KOREAN = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Bopomofo}ー々〆〇";
/** What looks like nothing else in a label of its own, whatever the other labels are. */
const CLEAR_LABEL = new RegExp(`^(?:[\\p{Script=Latin}\\p{Mark}0-9-]+|[${CHINESE_JAPANESE_KOREAN}a-z0-9-]+)$`, "u");
/** Letters that look like Latin ones are clear only where there are no Latin ones: in the top-level domain too. */
const CLEAR_DOMAINS = [/^[\p{Script=Cyrillic}0-9.-]+$/u, /^[\p{Script=Greek}0-9.-]+$/u];

// RFC 3492, section 5
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_N = 0x80;

/**
 * An email address as people read it: with the letters of an internationalized domain, of which the store keeps the ASCII form.
 * A domain that could be taken for another one stays in ASCII, as does one that the browser would write in another way.
 *
 * @param {string} address
 */
export function emailText(address) {
  const at = address.lastIndexOf("@");
  const domain = address.slice(at + 1);
  const labels = domain.split(".").map((label) => label.startsWith(PREFIX) ? decoded(label.slice(PREFIX.length)) : label);
  const text = labels.join(".");
  const isClear = labels.every((label) => label !== undefined && CLEAR_LABEL.test(label)) || CLEAR_DOMAINS.some((clear) => clear.test(text));
  return isClear && asciiOf(text) === domain ? `${address.slice(0, at + 1)}${text}` : address;
}

/** @param {string} domain */
function asciiOf(domain) {
  const url = `https://${domain}`;
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}

/**
 * The label of an ASCII form without its prefix (RFC 3492, section 6.2); undefined if there is none.
 *
 * @param {string} ascii
 */
function decoded(ascii) {
  const end = ascii.lastIndexOf("-");
  const output = Array.from(ascii.slice(0, Math.max(end, 0)), (letter) => letter.charCodeAt(0));
  let n = INITIAL_N;
  let bias = INITIAL_BIAS;
  let i = 0;
  let next = end + 1;
  while (next < ascii.length) {
    const before = i;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      const digit = parseInt(ascii[next++] ?? "", BASE);
      if (Number.isNaN(digit)) {
        return undefined;
      }
      // In base 36, letters are 10 to 35; in Punycode 0 to 25, before the digits.
      const value = digit < 10 ? digit + 26 : digit - 10;
      i += value * weight;
      const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
      if (value < threshold) {
        break;
      }
      weight *= BASE - threshold;
    }
    const length = output.length + 1;
    bias = adapted(i - before, length, before === 0);
    n += Math.floor(i / length);
    i %= length;
    if (n > 0x10ffff) {
      return undefined;
    }
    output.splice(i++, 0, n);
  }
  return String.fromCodePoint(...output);
}

/**
 * @param {number} delta
 * @param {number} points
 * @param {boolean} isFirst
 */
function adapted(delta, points, isFirst) {
  let scaled = isFirst ? Math.floor(delta / DAMP) : Math.floor(delta / 2);
  scaled += Math.floor(scaled / points);
  let k = 0;
  while (scaled > (BASE - T_MIN) * T_MAX / 2) {
    scaled = Math.floor(scaled / (BASE - T_MIN));
    k += BASE;
  }
  return k + Math.floor((BASE - T_MIN + 1) * scaled / (scaled + SKEW));
}
