import { type RetryOptions } from "./retries.js";
import { type Operations } from "./routes.js";
export type Client = Operations;
export interface ClientOptions {
    /** The store's URL without `/v1`, such as `http://localhost:3000`. */
    readonly baseUrl: string;
    /** Provides the customer's token, or undefined for a guest. Called for each request, and again after a 401. */
    readonly token?: () => string | undefined | Promise<string | undefined>;
    /** Headers of every request. */
    readonly headers?: Readonly<Record<string, string>>;
    readonly retries?: RetryOptions;
    /** Sends requests; default `fetch`. */
    readonly fetch?: typeof fetch;
}
/** Creates a client. It has no state of its own: one serves a whole page or server. */
export declare function createClient(options: ClientOptions): Client;
