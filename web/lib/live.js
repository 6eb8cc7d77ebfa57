import { update } from "./view.js";

/**
 * Something that is read again and again while the page is visible. When reading fails, the previous value stays and `error`
 * says why, until reading succeeds.
 *
 * @template T
 */
export class Live {
  /** @type {T | undefined} */
  value;
  /** @type {unknown} */
  error;
  #call;
  #millis;
  #changed;
  #running = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #onVisibility = () => {
    if (!document.hidden) {
      this.refresh();
    }
  };

  /**
   * @param {(signal: AbortSignal) => Promise<T>} call
   * @param {number} millis between the end of a reading and the start of the next
   * @param {(value: T, previous: T | undefined) => void} [changed] called after each reading
   */
  constructor(call, millis, changed = () => {}) {
    this.#call = call;
    this.#millis = millis;
    this.#changed = changed;
    document.addEventListener("visibilitychange", this.#onVisibility);
    this.refresh();
  }

  /** Reads at once, also what another {@link call} reads. */
  async refresh(call = this.#call) {
    this.#call = call;
    this.#running.abort();
    clearTimeout(this.#timer);
    const running = new AbortController();
    this.#running = running;
    try {
      const value = await call(running.signal);
      if (running.signal.aborted) {
        return;
      }
      const previous = this.value;
      this.value = value;
      this.error = undefined;
      this.#changed(value, previous);
    } catch (error) {
      if (running.signal.aborted) {
        return;
      }
      this.error = error;
    }
    update();
    this.#timer = setTimeout(() => {
      if (!document.hidden) {
        this.refresh();
      }
    }, this.#millis);
  }

  close() {
    this.#running.abort();
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.#onVisibility);
  }
}
