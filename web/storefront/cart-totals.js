import { update } from "../lib/view.js";
import { cart } from "./cart.js";
import { store } from "./store.js";

/**
 * @typedef {import("./store.js").Schemas["CartTotals"]} Quote
 * @typedef {{ country?: string, region?: string, shippingMethod?: string, codes?: string[] }} Destination
 */

/** What the cart costs at a destination and with the shopper's codes, asked again whenever one of them changes. */
export class CartTotals {
  /** @type {Quote | undefined} the last answer, which may be of an earlier destination */
  quote;
  /** @type {unknown} */
  error;
  /** Whether the answer to the last question is not there yet. */
  isAsking = false;
  #key = "";
  #abort = new AbortController();

  /**
   * @param {import("./cart.js").Cart} current
   * @param {Destination} place
   */
  ask({ cartId, version }, place) {
    const destination = cart.codes.length === 0 ? place : { ...place, codes: cart.codes };
    const key = JSON.stringify([cartId, version, destination]);
    if (key !== this.#key) {
      this.#key = key;
      this.#load(cartId, destination);
    }
  }

  /** Asks the same again. */
  retry() {
    this.#key = "";
    update();
  }

  /** Whether the last answer is to the last question. */
  get isCurrent() {
    return this.quote !== undefined && !this.isAsking && this.error === undefined;
  }

  /**
   * @param {string} cartId
   * @param {Destination} destination
   */
  async #load(cartId, destination) {
    this.#abort.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.isAsking = true;
    this.error = undefined;
    try {
      const { data } = await store.getCartTotals({ cartId, ...destination }, { signal: abort.signal });
      if (!abort.signal.aborted) {
        this.quote = data;
      }
    } catch (error) {
      if (!abort.signal.aborted) {
        this.error = error;
      }
    }
    if (!abort.signal.aborted) {
      this.isAsking = false;
      update();
    }
  }

  close() {
    this.#abort.abort();
  }
}
