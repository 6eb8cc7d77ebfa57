import { update } from "./view.js";

/**
 * @template T
 * @typedef {object} Views
 * @property {() => import("./view.js").View} loading
 * @property {(value: T) => import("./view.js").View} ready
 * @property {(error: unknown, retry: () => void) => import("./view.js").View} failed
 */

/**
 * Something that is being read. While it is read again, the previous value stays, and `isStale` is true. An answer that
 * arrives after a later call is dropped.
 *
 * @template T
 */
export class Loading {
  /** @type {T | undefined} */
  value;
  /** @type {unknown} */
  error;
  isLoading = false;
  /** @type {AbortController | undefined} */
  #running;
  #call;

  /** @param {(signal: AbortSignal) => Promise<T>} call */
  constructor(call) {
    this.#call = call;
    this.again();
  }

  get isStale() {
    return this.isLoading && this.value !== undefined;
  }

  /** @param {(signal: AbortSignal) => Promise<T>} [call] replaces the previous call */
  async again(call = this.#call) {
    this.#call = call;
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.isLoading = true;
    this.error = undefined;
    update();
    try {
      const value = await call(running.signal);
      if (running.signal.aborted) {
        return;
      }
      this.value = value;
    } catch (error) {
      if (running.signal.aborted) {
        return;
      }
      this.error = error;
    }
    this.isLoading = false;
    update();
  }

  /** Ends the call. */
  close() {
    this.#running?.abort();
  }

  /** @param {Views<T>} views */
  view({ loading, ready, failed }) {
    if (this.error !== undefined) {
      return failed(this.error, () => this.again());
    }
    return this.value === undefined ? loading() : ready(this.value);
  }
}
