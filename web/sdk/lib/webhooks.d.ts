import type { components } from "../schema.js";
/** An event that a webhook receives: `switch (event.type)` narrows to the data of that type. */
export type WebhookEvent = components["schemas"]["WebhookEvent"];
/** Why a request is not an event of the store. */
export type WebhookFault = "missing-header" | "invalid-timestamp" | "too-old" | "invalid-signature" | "invalid-body";
/** A request is not an event of the store. Answer it with a 400. */
export declare class WebhookVerificationError extends Error {
    readonly fault: WebhookFault;
    readonly name = "WebhookVerificationError";
    constructor(fault: WebhookFault);
}
export interface VerifyOptions {
    /** The largest difference in seconds between the time of the request and now; 300 by default. */
    readonly toleranceSeconds?: number;
    /** The time now in milliseconds since 1970. */
    readonly now?: () => number;
}
/** Headers by their names in lower case, as Node has them, or as `fetch` has them. */
export type WebhookHeaders = {
    get(name: string): string | null;
} | {
    readonly [name: string]: string | readonly string[] | undefined;
};
/**
 * Verifies a request to a webhook as Standard Webhooks defines it, and returns its event. The event can have been received
 * before: ignore it if you have handled its `id`.
 *
 * @param body the request's body, unchanged: JSON that was parsed and written again has another signature
 * @param secret the webhook's signing secret, or several while it is replaced
 * @throws WebhookVerificationError if the request is not an event of the store, or too old
 */
export declare function verifyWebhook(body: string, headers: WebhookHeaders, secret: string | readonly string[], options?: VerifyOptions): Promise<WebhookEvent>;
