export { createClient } from "./client.js";
export { pages } from "./pages.js";
export { ProblemError } from "./problems.js";
export { verifyWebhook, WebhookVerificationError, } from "./webhooks.js";
