import { problemKind } from "./problem.js";
import { update } from "./view.js";

/** @typedef {import("../sdk/lib/index.js").Schemas["Order"]} Order */

/** Nothing follows, or nothing soon. */
const SETTLED = new Set(["REJECTED", "SHIPPED", "REFUNDED", "CANCELLED", "EXPIRED"]);
const WAIT_SECONDS = 10;
/** What follows comes hours later: nobody waits for that in front of a page. */
const SLOW = new Set(["AUTHORIZED", "CAPTURE_FAILED", "PAID", "PARTIALLY_SHIPPED", "REFUND_FAILED"]);
const SLOW_FOLLOWED_MILLIS = 10 * 60 * 1000;
/** At least between two requests: a caller who waits too much is answered early. */
const PAUSE_MILLIS = 500;
const FAILED_PAUSE_MILLIS = 3000;

/** An order that is read again and again, each time when it has changed, while the page is visible. */
export class FollowedOrder {
  /** @type {Order | undefined} */
  order;
  /** @type {unknown} */
  error;
  #store;
  #orderId;
  #changed;
  /** @type {string | undefined} */
  #etag;
  #since = Date.now();
  #running = new AbortController();
  #onVisibility = () => document.hidden ? this.#running.abort() : this.refresh();

  /**
   * @param {import("../sdk/lib/index.js").Client} store
   * @param {string} orderId
   * @param {(order: Order) => void} changed called after each change but the first reading
   */
  constructor(store, orderId, changed) {
    this.#store = store;
    this.#orderId = orderId;
    this.#changed = changed;
    document.addEventListener("visibilitychange", this.#onVisibility);
    this.refresh();
  }

  /** Reads the order at once, and follows it again. */
  refresh() {
    this.#running.abort();
    this.#running = new AbortController();
    this.error = undefined;
    this.#since = Date.now();
    this.#follow(this.#running.signal);
  }

  close() {
    this.#running.abort();
    document.removeEventListener("visibilitychange", this.#onVisibility);
  }

  /** @param {AbortSignal} signal */
  async #follow(signal) {
    let wait = 0;
    while (!signal.aborted) {
      try {
        await this.#read(wait, signal);
        wait = WAIT_SECONDS;
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        this.error = error;
        update();
        if (problemKind(error) === "not-found" || problemKind(error) === "unauthorized") {
          return;
        }
        await pause(FAILED_PAUSE_MILLIS);
      }
      if (this.#isSettled()) {
        return;
      }
      await pause(PAUSE_MILLIS);
    }
  }

  /**
   * @param {number} wait in seconds
   * @param {AbortSignal} signal
   */
  async #read(wait, signal) {
    const known = this.#etag === undefined ? {} : { ifNoneMatch: this.#etag };
    const answer = await this.#store.getOrder({ orderId: this.#orderId, wait, ...known }, { signal });
    if (signal.aborted) {
      return;
    }
    this.error = undefined;
    if (answer.status === 200) {
      const isFirst = this.order === undefined;
      this.order = answer.data;
      this.#etag = answer.etag;
      if (!isFirst) {
        this.#changed(answer.data);
      }
    }
    update();
  }

  #isSettled() {
    if (this.order === undefined) {
      return false;
    }
    const { status, returns = [], refundPending } = this.order;
    const isReturning = refundPending > 0 || returns.some(({ status: of }) => of !== "REFUSED" && of !== "REFUNDED");
    const isSlow = SLOW.has(status) || SETTLED.has(status) && isReturning;
    return isSlow ? Date.now() - this.#since > SLOW_FOLLOWED_MILLIS : SETTLED.has(status);
  }
}

/** @param {number} millis */
function pause(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
