/** How often and how patiently requests are repeated. Delays are in seconds. */
export interface RetryOptions {
  /** Maximum number of retries of a call; default 3. */
  readonly maxRetries?: number;
  /** A call whose `Retry-After` is longer fails at once; default 20. */
  readonly maxDelay?: number;
  /** Waits; for tests. */
  readonly pause?: (seconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

const FIRST_DELAY = 0.25;
const UNAVAILABLE = [502, 503, 504];

/**
 * Whether a request can be sent again after this status. A 429 says that nothing has happened; after the others, it is
 * unknown what has.
 */
export function isRetryable(status: number, repeatable: boolean): boolean {
  return status === 429 || (repeatable && UNAVAILABLE.includes(status));
}

/** The seconds of a `Retry-After` header, which has a number or a date (RFC 9110, section 10.2.3). */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get("Retry-After")?.trim();
  if (value === undefined) {
    return undefined;
  }
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

/** Doubles with each retry; half of it is random, so that clients do not return together. */
export function backoff(retry: number, random: number): number {
  return FIRST_DELAY * 2 ** retry * (0.5 + random / 2);
}

export function pause(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, seconds * 1000);
    signal?.addEventListener("abort", abort, { once: true });
    if (signal?.aborted) {
      abort();
    }
  });
}
