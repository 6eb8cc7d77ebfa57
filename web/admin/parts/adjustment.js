import { toast } from "../../lib/toast.js";
import { update } from "../../lib/view.js";
import { ProblemError } from "../../sdk/lib/index.js";
import { store } from "../store.js";

/** @typedef {{ adjustmentId: string, delta: number, reason: string }} Sent */

/** Errors after which the store may have applied the adjustment all the same. */
const UNKNOWN_FROM = 500;

/**
 * An adjustment of a SKU's stock. It gets its ID once, before it is first sent, and keeps it, also across a reload, until the
 * store has answered: so that a retry never applies it twice.
 */
export class Adjustment {
  isSending = false;
  /** @type {unknown} */
  refusal;
  #sku;
  #applied;
  #key;

  /**
   * @param {string} sku
   * @param {() => void} applied called after each that was applied
   */
  constructor(sku, applied) {
    this.#sku = sku;
    this.#applied = applied;
    this.#key = `stampede.adjustment.${sku}`;
  }

  /** What was sent and has no answer; undefined if there is nothing like that. */
  get unsettled() {
    const text = this.isSending ? null : sessionStorage.getItem(this.#key);
    return text === null ? undefined : /** @type {Sent} */ (JSON.parse(text));
  }

  /**
   * @param {number} delta
   * @param {string} reason
   * @returns whether it is applied
   */
  async send(delta, reason) {
    if (this.isSending || this.unsettled !== undefined) {
      return false;
    }
    const sent = { adjustmentId: `adm-${crypto.randomUUID()}`, delta, reason };
    sessionStorage.setItem(this.#key, JSON.stringify(sent));
    return this.#send(sent);
  }

  /** Sends what is unsettled again, with the same ID. */
  async again() {
    const sent = this.unsettled;
    return sent !== undefined && this.#send(sent);
  }

  forget() {
    sessionStorage.removeItem(this.#key);
    update();
  }

  /** @param {Sent} sent */
  async #send(sent) {
    this.isSending = true;
    this.refusal = undefined;
    update();
    let isApplied = false;
    try {
      const answer = await store.adjustStock({ body: { ...sent, sku: this.#sku } });
      sessionStorage.removeItem(this.#key);
      isApplied = true;
      toast(answer.status === 200 && !answer.data.applied ? "It was applied before" : "Adjusted");
      this.#applied();
    } catch (error) {
      this.refusal = error;
      if (error instanceof ProblemError && error.status < UNKNOWN_FROM) {
        sessionStorage.removeItem(this.#key);
      }
    }
    this.isSending = false;
    update();
    return isApplied;
  }
}
