import type { components } from "../schema.js";

export { createClient, type Client, type ClientOptions } from "./client.js";
export { pages } from "./pages.js";
export { ProblemError } from "./problems.js";
export type { RetryOptions } from "./retries.js";
export type {
  Answer, AnswerOf, Arguments, Call, CallOptions, NotModified, OperationId, Problem, ProblemOf, UnspecifiedProblem,
} from "./types.js";
export {
  verifyWebhook, WebhookVerificationError, type VerifyOptions, type WebhookEvent, type WebhookFault, type WebhookHeaders,
} from "./webhooks.js";

/** The schemas of openapi.yaml by name, such as `Schemas["Order"]`. */
export type Schemas = components["schemas"];
