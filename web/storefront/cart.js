import { announce } from "../lib/announce.js";
import { problemKind } from "../lib/problem.js";
import { session } from "../lib/session.js";
import { update } from "../lib/view.js";
import { ProblemError } from "../sdk/lib/index.js";
import { store } from "./store.js";

/** @typedef {import("./store.js").Schemas["Cart"]} Cart */
/** @typedef {import("./store.js").Schemas["CartLineChange"]} Change */
/**
 * The most of a SKU that an order can have; 0 if it is sold out.
 *
 * @typedef {{ sku: string, quantity: number, isShort: boolean }} Reduction isShort if no more are left; otherwise, one order can't have more
 */

const KEY = "stampede.cart";
const ORDERED = "stampede.ordered-cart";
const CODES = "stampede.codes";

/**
 * The shopper's cart: a guest's by its ID in the browser's storage, a customer's by the token. Each change names the version
 * that the shopper saw; if another window changed the cart, the change fails with `version-mismatch` and the cart is read again.
 */
class ShopperCart {
  /** @type {Cart | undefined} undefined if there is none yet */
  current;
  isRead = false;
  /** What an order can have, as the store said when it refused one. @type {readonly Reduction[]} */
  #reductions = [];

  /** The codes of promotions that the shopper has entered, in upper case. @returns {string[]} */
  get codes() {
    return (localStorage.getItem(CODES) ?? "").split(",").filter((code) => code !== "");
  }

  /** @param {string} text */
  addCode(text) {
    this.#keepCodes([...new Set([...this.codes, text.trim().toUpperCase()])]);
  }

  /** @param {string} code */
  removeCode(code) {
    this.#keepCodes(this.codes.filter((one) => one !== code));
  }

  /** @param {string[]} codes */
  #keepCodes(codes) {
    codes.length === 0 ? localStorage.removeItem(CODES) : localStorage.setItem(CODES, codes.join(","));
    update();
  }

  get units() {
    return this.current?.lines.reduce((units, line) => units + line.quantity, 0) ?? 0;
  }

  /** @param {string} sku */
  quantityOf(sku) {
    return this.current?.lines.find((line) => line.sku === sku)?.quantity ?? 0;
  }

  /**
   * Reads the cart. One that has become an order is given up.
   *
   * @param {AbortSignal} [signal]
   * @returns {Promise<Cart | undefined>}
   */
  async read(signal) {
    const id = localStorage.getItem(KEY);
    const options = signal === undefined ? {} : { signal };
    try {
      if (id !== null) {
        this.#show((await store.getCart({ cartId: id }, options)).data);
      } else if (session.token() !== undefined) {
        // Unlike the current cart, the list is no error if there is none.
        const [current] = (await store.listCarts({}, options)).data.carts;
        current === undefined ? this.forget() : this.#show(current);
      } else {
        this.forget();
      }
    } catch (error) {
      if (problemKind(error) !== "not-found") {
        throw error;
      }
      this.forget();
    }
    this.isRead = true;
    if (this.current?.orderId !== undefined) {
      this.forget();
    }
    update();
    return this.current;
  }

  /**
   * Adds units to what the cart has.
   *
   * @param {string} sku
   * @param {number} quantity
   * @returns {Promise<void>}
   */
  async add(sku, quantity) {
    if (this.current === undefined) {
      await this.read();
    }
    if (this.current === undefined) {
      this.#show((await store.createCart({ body: { lines: [{ sku, quantity }] } })).data);
      return;
    }
    try {
      await this.set(sku, this.quantityOf(sku) + quantity);
    } catch (error) {
      switch (problemKind(error)) {
        case "cart-ordered":
        case "not-found":
          this.forget();
          return this.add(sku, quantity);
        case "version-mismatch":
          // Another window changed the cart: adding to what it is now is still what the shopper wants.
          return this.set(sku, this.quantityOf(sku) + quantity);
        default:
          throw error;
      }
    }
  }

  /**
   * @param {string} sku
   * @param {number} quantity at least 1
   */
  async set(sku, quantity) {
    await this.#change((cart) => store.putCartLine({ ...naming(cart), sku, body: { quantity } }));
  }

  /** @param {string} sku */
  async remove(sku) {
    await this.#change((cart) => store.deleteCartLine({ ...naming(cart), sku }));
  }

  /** @param {{ note?: string, giftMessage?: string }} details */
  async describe(details) {
    await this.#change((cart) => store.putCartDetails({ ...naming(cart), body: { ...details, metadata: cart.metadata } }));
  }

  /**
   * Takes all current prices, and removes what cannot be bought.
   *
   * @returns {Promise<readonly Change[]>} what changed
   */
  async accept() {
    /** @type {readonly Change[]} */
    let changes = [];
    await this.#change(async (cart) => {
      const answer = await store.acceptCartChanges(naming(cart));
      changes = answer.data.changes;
      return answer;
    });
    return changes;
  }

  /**
   * After signing in: makes the guest's cart the customer's.
   *
   * @returns {Promise<readonly Change[]>} what did not fit into the customer's own cart
   */
  async claim() {
    const id = localStorage.getItem(KEY);
    if (id === null) {
      await this.read();
      return [];
    }
    try {
      const { data } = await store.claimCart({ cartId: id });
      localStorage.removeItem(KEY);
      this.#show(data);
      return data.changes;
    } catch (error) {
      const kind = problemKind(error);
      if (kind !== "not-found" && kind !== "cart-ordered") {
        throw error;
      }
      this.forget();
      await this.read();
      return [];
    }
  }

  /** The cart has become an order. */
  ordered() {
    this.#reductions = [];
    localStorage.removeItem(CODES);
    if (this.current !== undefined) {
      localStorage.setItem(ORDERED, this.current.cartId);
    }
    this.forget();
  }

  /** Lines with more units than an order can have, which the shopper has been told. @returns {Reduction[]} */
  get reductions() {
    return this.#reductions.filter(({ sku, quantity }) => this.quantityOf(sku) > quantity);
  }

  /** @param {readonly Reduction[]} reductions what an order can have of the cart, as the store says */
  limitTo(reductions) {
    this.#reductions = reductions;
  }

  /** Takes the units that an order can have, and removes the lines of which there are none. */
  async reduce() {
    for (const { sku, quantity } of this.reductions) {
      await (quantity === 0 ? this.remove(sku) : this.set(sku, quantity));
    }
  }

  /**
   * The order ended without a sale: its cart can be ordered again, unless there is another one by now.
   *
   * @param {readonly Reduction[]} reductions what an order can have of it
   */
  async restore(reductions) {
    this.limitTo(reductions);
    const id = localStorage.getItem(ORDERED);
    if (id !== null && this.units === 0) {
      localStorage.setItem(KEY, id);
    }
    return this.read();
  }

  /** There is no such cart any more. */
  forget() {
    localStorage.removeItem(KEY);
    this.current = undefined;
    update();
  }

  /** @param {(cart: Cart) => Promise<{ data: Cart }>} call */
  async #change(call) {
    if (this.current === undefined) {
      throw new Error("There is no cart");
    }
    try {
      this.#show((await call(this.current)).data);
    } catch (error) {
      if (error instanceof ProblemError && problemKind(error) === "version-mismatch") {
        await this.read();
      }
      throw error;
    }
  }

  /** @param {Cart} cart */
  #show(cart) {
    const before = this.units;
    this.current = cart;
    this.isRead = true;
    if (session.token() === undefined) {
      localStorage.setItem(KEY, cart.cartId);
    }
    if (this.units !== before) {
      announce(`Items in the cart: ${this.units}`);
    }
    update();
  }
}

/** @param {Cart} cart */
function naming(cart) {
  return { cartId: cart.cartId, ifMatch: `"${cart.version}"` };
}

export const cart = new ShopperCart();

// Another window of the shop made or gave up a cart.
addEventListener("storage", (event) => {
  if (event.key === KEY) {
    cart.read().catch(() => undefined);
  }
});
