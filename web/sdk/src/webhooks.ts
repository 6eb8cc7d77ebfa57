import type { components } from "../schema.js";

/** An event that a webhook receives: `switch (event.type)` narrows to the data of that type. */
export type WebhookEvent = components["schemas"]["WebhookEvent"];

/** Why a request is not an event of the store. */
export type WebhookFault = "missing-header" | "invalid-timestamp" | "too-old" | "invalid-signature" | "invalid-body";

/** A request is not an event of the store. Answer it with a 400. */
export class WebhookVerificationError extends Error {
  override readonly name = "WebhookVerificationError";
  constructor(readonly fault: WebhookFault) {
    super(`Not a webhook event: ${fault}`);
  }
}

export interface VerifyOptions {
  /** The largest difference in seconds between the time of the request and now; 300 by default. */
  readonly toleranceSeconds?: number;
  /** The time now in milliseconds since 1970. */
  readonly now?: () => number;
}

/** Headers by their names in lower case, as Node has them, or as `fetch` has them. */
export type WebhookHeaders =
  | { get(name: string): string | null }
  | { readonly [name: string]: string | readonly string[] | undefined };

const PREFIX = "whsec_";
const VERSION = "v1,";
const TOLERANCE_SECONDS = 300;

/**
 * Verifies a request to a webhook as Standard Webhooks defines it, and returns its event. The event can have been received
 * before: ignore it if you have handled its `id`.
 *
 * @param body the request's body, unchanged: JSON that was parsed and written again has another signature
 * @param secret the webhook's signing secret, or several while it is replaced
 * @throws WebhookVerificationError if the request is not an event of the store, or too old
 */
export async function verifyWebhook(
  body: string, headers: WebhookHeaders, secret: string | readonly string[], options: VerifyOptions = {},
): Promise<WebhookEvent> {
  const id = header(headers, "webhook-id");
  const timestamp = header(headers, "webhook-timestamp");
  const signatures = header(headers, "webhook-signature").split(" ").filter((text) => text.startsWith(VERSION));
  if (!/^[0-9]{1,12}$/.test(timestamp)) {
    throw new WebhookVerificationError("invalid-timestamp");
  }
  const age = Math.abs((options.now ?? Date.now)() / 1000 - Number(timestamp));
  if (age > (options.toleranceSeconds ?? TOLERANCE_SECONDS)) {
    throw new WebhookVerificationError("too-old");
  }
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  for (const one of typeof secret === "string" ? [secret] : secret) {
    const key = await crypto.subtle.importKey("raw", keyOf(one), { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
    for (const signature of signatures) {
      const bytes = decoded(signature.slice(VERSION.length));
      if (bytes !== undefined && await crypto.subtle.verify("HMAC", key, bytes, signed)) {
        return parsed(body);
      }
    }
  }
  throw new WebhookVerificationError("invalid-signature");
}

function header(headers: WebhookHeaders, name: string): string {
  const value = typeof headers.get === "function" ? headers.get(name) : (headers as { readonly [name: string]: unknown })[name];
  if (typeof value !== "string" || value === "") {
    throw new WebhookVerificationError("missing-header");
  }
  return value;
}

function keyOf(secret: string): Uint8Array<ArrayBuffer> {
  const bytes = secret.startsWith(PREFIX) ? decoded(secret.slice(PREFIX.length)) : undefined;
  if (bytes === undefined || bytes.length === 0) {
    throw new TypeError(`A signing secret begins with ${PREFIX}`);
  }
  return bytes;
}

function decoded(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function parsed(body: string): WebhookEvent {
  try {
    return JSON.parse(body) as WebhookEvent;
  } catch {
    throw new WebhookVerificationError("invalid-body");
  }
}
