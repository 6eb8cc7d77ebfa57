import { announce } from "../../lib/announce.js";
import { plural } from "../../lib/format.js";
import { update } from "../../lib/view.js";

/** So many are shown at first, and more with each "show more". */
const SHOWN = 50;
/** So many pages are read in a row to find them: the API has no such filter, and a day can have very many orders. */
const PAGES = 10;

/**
 * A page of a list.
 *
 * @template T
 * @typedef {{ items: readonly T[], isLast: boolean }} Part
 */

/**
 * A list that is read page after page, of which only what matches is shown.
 *
 * @template T
 */
export class Scan {
  /** @type {T[]} */
  all = [];
  isLoading = true;
  /** @type {unknown} */
  error;
  hasMore = true;
  #source;
  #matches;
  #noun;
  #wanted = SHOWN;
  #running = new AbortController();
  /** @type {AsyncIterator<Part<T>> | undefined} */
  #pages;

  /**
   * @param {(signal: AbortSignal) => AsyncIterator<Part<T>>} source pages of the list
   * @param {(item: T) => boolean} matches
   * @param {string} noun for screen readers, such as "order"
   */
  constructor(source, matches, noun) {
    this.#source = source;
    this.#matches = matches;
    this.#noun = noun;
    this.again();
  }

  get found() {
    return this.all.filter(this.#matches);
  }

  /** Reads the list again from its start. */
  again() {
    this.#running.abort();
    this.#running = new AbortController();
    this.#pages = this.#source(this.#running.signal);
    this.all = [];
    this.hasMore = true;
    this.#wanted = SHOWN;
    return this.#read();
  }

  /** What is read stays; other items of it are shown, and more are read if these are few. */
  filter() {
    this.#wanted = SHOWN;
    if (!this.isLoading) {
      this.#read();
    }
  }

  more() {
    this.#wanted = this.found.length + SHOWN;
    return this.#read();
  }

  close() {
    this.#running.abort();
  }

  async #read() {
    const { signal } = this.#running;
    const pages = this.#pages;
    this.isLoading = true;
    this.error = undefined;
    update();
    try {
      for (let read = 0; read < PAGES && this.hasMore && this.found.length < this.#wanted; read++) {
        const page = await pages?.next();
        if (signal.aborted) {
          return;
        }
        const { items, isLast } = page?.done === false ? page.value : { items: [], isLast: true };
        this.hasMore = !isLast;
        this.all.push(...items);
        update();
      }
      announce(plural(this.found.length, this.#noun));
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      this.error = error;
      // A generator that has thrown is over.
      this.hasMore = false;
    }
    this.isLoading = false;
    update();
  }
}
