/** How often and how patiently requests are repeated. Delays are in seconds. */
export interface RetryOptions {
    /** Maximum number of retries of a call; default 3. */
    readonly maxRetries?: number;
    /** A call whose `Retry-After` is longer fails at once; default 20. */
    readonly maxDelay?: number;
    /** Waits; for tests. */
    readonly pause?: (seconds: number, signal: AbortSignal | undefined) => Promise<void>;
}
/**
 * Whether a request can be sent again after this status. A 429 says that nothing has happened; after the others, it is
 * unknown what has.
 */
export declare function isRetryable(status: number, repeatable: boolean): boolean;
/** The seconds of a `Retry-After` header, which has a number or a date (RFC 9110, section 10.2.3). */
export declare function retryAfter(headers: Headers, now: number): number | undefined;
/** Doubles with each retry; half of it is random, so that clients do not return together. */
export declare function backoff(retry: number, random: number): number;
export declare function pause(seconds: number, signal: AbortSignal | undefined): Promise<void>;
