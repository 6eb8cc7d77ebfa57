import { announce } from "../lib/announce.js";
import { plural } from "../lib/format.js";
import { Live } from "../lib/live.js";
import { read } from "./local.js";

/**
 * @typedef {{ id: string, at: string, from: string, to: string[], subject: string, preview: string, tags: Record<string, string> }} MailSummary
 * @typedef {{ name: string, handler: string, triggers: string[], invocations: number, errors: number, throttles: number, running: number, meanMillis: number }} FunctionRow
 * @typedef {{ name: string, deadLetters: boolean, waiting: number, inFlight: number, delayed: number, sources: string[], replay?: string, messages: { messageId: string, body: string }[] }} Queue
 * @typedef {{ count: number, median: number, p99: number }} Times in milliseconds
 */

const MAIL_MILLIS = 2000;
const QUEUES_MILLIS = 3000;
const FIGURES_MILLIS = 2000;
export const MAX_MAILS = 500;
/** How many differences a plot shows: two minutes. */
export const PLOTTED = 60;

/** The newest emails, without their bodies. */
export const mails = new Live((signal) => /** @type {Promise<MailSummary[]>} */ (read(`/mailbox?summary=true&limit=${MAX_MAILS}`, signal)), MAIL_MILLIS,
  (now, before) => {
    if (before === undefined) {
      return;
    }
    const known = new Set(before.map(({ id }) => id));
    const fresh = now.filter(({ id }) => !known.has(id));
    if (fresh.length > 0) {
      announce(fresh.length === 1 ? `New email: ${fresh[0]?.subject}` : plural(fresh.length, "new email"));
    }
  });

/** The queues and their dead letters. */
export const queues = new Live((signal) => /** @type {Promise<Queue[]>} */ (read("/queues", signal)), QUEUES_MILLIS);

/** How sums grow: what they had more at each reading than at the one before, per second. */
class Rates {
  /** @type {Map<string, number[]>} */
  #rates = new Map();
  /** @type {{ at: number, sums: Map<string, number> } | undefined} */
  #last;

  /** @param {Iterable<readonly [string, number]>} entries */
  add(entries) {
    const at = performance.now();
    const sums = new Map(entries);
    const last = this.#last;
    this.#last = { at, sums };
    if (last === undefined) {
      return;
    }
    const seconds = (at - last.at) / 1000;
    for (const [name, sum] of sums) {
      const rates = this.#rates.get(name) ?? [];
      // A sum that is smaller than before is of a store that was started again.
      rates.push(Math.max(0, sum - (last.sums.get(name) ?? 0)) / seconds);
      this.#rates.set(name, rates.slice(-PLOTTED));
    }
  }

  /** @param {string} name */
  of(name) {
    return this.#rates.get(name) ?? [];
  }
}

export const metricRates = new Rates();

/** The business metrics, by name: sums and times. */
export const metrics = new Live((signal) => /** @type {Promise<Record<string, number | Times>>} */ (read("/metrics", signal)), FIGURES_MILLIS,
  (all) => metricRates.add(Object.entries(all).map(([name, value]) => /** @type {const} */ ([name, typeof value === "number" ? value : value.count]))));

export const functionRates = new Rates();

export const functions = new Live((signal) => /** @type {Promise<FunctionRow[]>} */ (read("/functions", signal)), FIGURES_MILLIS,
  (rows) => functionRates.add([...rows.map(({ name, invocations }) => /** @type {const} */ ([name, invocations])),
    ["", rows.reduce((sum, { invocations }) => sum + invocations, 0)]]));

const READ = "stampede.console.read";
const MAX_READ = 2 * MAX_MAILS;

/** Which emails were opened in this browser. */
class Opened {
  #ids = new Set(/** @type {string[]} */ (JSON.parse(localStorage.getItem(READ) ?? "[]")));

  /** @param {string} id */
  has(id) {
    return this.#ids.has(id);
  }

  /** @param {readonly string[]} ids */
  add(ids) {
    for (const id of ids) {
      this.#ids.add(id);
    }
    localStorage.setItem(READ, JSON.stringify([...this.#ids].slice(-MAX_READ)));
  }
}

export const opened = new Opened();

export function unread() {
  return mails.value?.filter(({ id }) => !opened.has(id)) ?? [];
}

/** Queues that nobody reads, with messages in them. */
export function deadLetters() {
  return queues.value?.filter(({ deadLetters: isDead, waiting }) => isDead && waiting > 0) ?? [];
}
