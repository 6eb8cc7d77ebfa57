// Generated from openapi.yaml by `npm run generate`. Do not edit.
import type { Call, Route } from "./types.js";

/** A method for each operation of the API. */
export interface Operations {
  /** List products */
  readonly listProducts: Call<"listProducts">;
  /** Get a product */
  readonly getProduct: Call<"getProduct">;
  /** Get a product by its slug */
  readonly getProductBySlug: Call<"getProductBySlug">;
  /** List the categories that have products, as a tree */
  readonly listCategories: Call<"listCategories">;
  /** Search products */
  readonly search: Call<"search">;
  /** Suggest queries, categories and products while a customer types */
  readonly suggest: Call<"suggest">;
  /** Get this document */
  readonly getContract: Call<"getContract">;
  /** List the customer's carts that can be ordered */
  readonly listCarts: Call<"listCarts">;
  /** Create a cart, optionally with lines */
  readonly createCart: Call<"createCart">;
  /** Get the customer's current cart */
  readonly getCurrentCart: Call<"getCurrentCart">;
  /** Get a cart, with current prices next to the prices that the shopper saw */
  readonly getCart: Call<"getCart">;
  /** Get what a cart costs, with shipping and taxes */
  readonly getCartTotals: Call<"getCartTotals">;
  /** Set the note, gift message and metadata */
  readonly putCartDetails: Call<"putCartDetails">;
  /** Set the quantities of several lines */
  readonly putCartLines: Call<"putCartLines">;
  /** Set the quantity of a line */
  readonly putCartLine: Call<"putCartLine">;
  /** Remove a line */
  readonly deleteCartLine: Call<"deleteCartLine">;
  /** Accept all changes of prices, stock and limits */
  readonly acceptCartChanges: Call<"acceptCartChanges">;
  /** Assign a cart to the customer, after signing in */
  readonly claimCart: Call<"claimCart">;
  /** Get what lines without a cart cost, with shipping and taxes */
  readonly getTotals: Call<"getTotals">;
  /** Place an order */
  readonly checkout: Call<"checkout">;
  /** List the customer's orders, newest first */
  readonly listOrders: Call<"listOrders">;
  /** Get an order and its timeline */
  readonly getOrder: Call<"getOrder">;
  /** Cancel an order that has not shipped, or units of a paid order that have not */
  readonly cancelOrder: Call<"cancelOrder">;
  /** Ask to return units that were shipped */
  readonly requestReturn: Call<"requestReturn">;
  /** Move a guest's order to the customer's account */
  readonly claimOrder: Call<"claimOrder">;
  /** Submit another payment token for an order whose stock is held */
  readonly submitPayment: Call<"submitPayment">;
  /** Have the payment provider asked about an order that awaits payment */
  readonly refreshPayment: Call<"refreshPayment">;
  /** Receive a callback of the payment provider */
  readonly receivePaymentEvent: Call<"receivePaymentEvent">;
  /** The sandbox's page on which a shopper confirms or refuses a payment */
  readonly showSandboxCharge: Call<"showSandboxCharge">;
  /** Confirm or refuse a payment of the sandbox, once */
  readonly decideSandboxCharge: Call<"decideSandboxCharge">;
  /** List all products, including drafts, by category and ID */
  readonly listAdminProducts: Call<"listAdminProducts">;
  /** Get a product, with what only admins can see */
  readonly getAdminProduct: Call<"getAdminProduct">;
  /** Create or replace a product */
  readonly putProduct: Call<"putProduct">;
  /** Delete a product */
  readonly deleteProduct: Call<"deleteProduct">;
  /** Create or replace up to 1,000 products */
  readonly importProducts: Call<"importProducts">;
  /** List the imports of files of the last 30 days, newest first */
  readonly listImports: Call<"listImports">;
  /** Create an import of a file of products */
  readonly createImport: Call<"createImport">;
  /** Get an import of a file: its status, counts and progress */
  readonly getImport: Call<"getImport">;
  /** Start an import whose file has been uploaded */
  readonly startImport: Call<"startImport">;
  /** List the results of rows of an import */
  readonly listImportResults: Call<"listImportResults">;
  /** List the templates of emails */
  readonly listMailTemplates: Call<"listMailTemplates">;
  /** Get the template of an email */
  readonly getMailTemplate: Call<"getMailTemplate">;
  /** Replace the template of an email */
  readonly putMailTemplate: Call<"putMailTemplate">;
  /** Return to the built-in template */
  readonly deleteMailTemplate: Call<"deleteMailTemplate">;
  /** Render an email about a sample order */
  readonly previewMailTemplate: Call<"previewMailTemplate">;
  /** Get the store's rules for shipping, taxes and promotions */
  readonly getRules: Call<"getRules">;
  /** Replace the store's rules for shipping, taxes and promotions */
  readonly putRules: Call<"putRules">;
  /** List webhooks */
  readonly listWebhooks: Call<"listWebhooks">;
  /** Create a webhook */
  readonly createWebhook: Call<"createWebhook">;
  /** Get a webhook */
  readonly getWebhook: Call<"getWebhook">;
  /** Change, pause or enable a webhook */
  readonly putWebhook: Call<"putWebhook">;
  /** Delete a webhook */
  readonly deleteWebhook: Call<"deleteWebhook">;
  /** Replace the signing secret of a webhook */
  readonly rotateWebhookSecret: Call<"rotateWebhookSecret">;
  /** Send a test event to a webhook */
  readonly testWebhook: Call<"testWebhook">;
  /** List deliveries of a webhook, newest event first */
  readonly listDeliveries: Call<"listDeliveries">;
  /** Get a delivery with its payload */
  readonly getDelivery: Call<"getDelivery">;
  /** Deliver an event again */
  readonly redeliverEvent: Call<"redeliverEvent">;
  /** Get the last redelivery of a webhook */
  readonly getRedelivery: Call<"getRedelivery">;
  /** Deliver the events of a time span again */
  readonly startRedelivery: Call<"startRedelivery">;
  /** Rebuild the search index */
  readonly rebuildSearchIndex: Call<"rebuildSearchIndex">;
  /** Rebuild the index that orders are listed from */
  readonly rebuildOrderIndex: Call<"rebuildOrderIndex">;
  /** Get the stock of a SKU */
  readonly getStock: Call<"getStock">;
  /** Verify that all units received are either available or in orders */
  readonly verifyStock: Call<"verifyStock">;
  /** Set the number of shards of a SKU's stock */
  readonly setShards: Call<"setShards">;
  /** Adjust stock */
  readonly adjustStock: Call<"adjustStock">;
  /** List and search orders */
  readonly searchOrders: Call<"searchOrders">;
  /** List the reports of the last seven days, newest first */
  readonly listReports: Call<"listReports">;
  /** Create a report or an export */
  readonly createReport: Call<"createReport">;
  /** Read a report */
  readonly getReport: Call<"getReport">;
  /** Ship an order that is sold, or units of it */
  readonly shipOrder: Call<"shipOrder">;
  /** Capture an authorized payment without shipping, or again after a failure */
  readonly capturePayment: Call<"capturePayment">;
  /** Record that the customer paid in another way after a capture failed */
  readonly settleCapture: Call<"settleCapture">;
  /** Refund an order or a part of it */
  readonly refundOrder: Call<"refundOrder">;
  /** Cancel units of an order that is sold that have not shipped */
  readonly cancelUnits: Call<"cancelUnits">;
  /** Ask the payment provider again for a refund that failed */
  readonly retryRefund: Call<"retryRefund">;
  /** Record that a refund that failed was paid in another way */
  readonly settleRefund: Call<"settleRefund">;
  /** Approve a return */
  readonly approveReturn: Call<"approveReturn">;
  /** Refuse a return, or close one whose units did not come */
  readonly refuseReturn: Call<"refuseReturn">;
  /** Record that the units of a return arrived */
  readonly receiveReturn: Call<"receiveReturn">;
  /** Refund a return that arrived */
  readonly refundReturn: Call<"refundReturn">;
}

export const ROUTES: Readonly<Record<keyof Operations, Route>> = {
  listProducts: {"method":"GET","path":"/v1/products","headers":{"ifNoneMatch":"If-None-Match"},"repeatable":true},
  getProduct: {"method":"GET","path":"/v1/products/{productId}","headers":{"ifNoneMatch":"If-None-Match"},"repeatable":true},
  getProductBySlug: {"method":"GET","path":"/v1/products/by-slug/{slug}","headers":{"ifNoneMatch":"If-None-Match"},"repeatable":true},
  listCategories: {"method":"GET","path":"/v1/categories","headers":{"ifNoneMatch":"If-None-Match"},"repeatable":true},
  search: {"method":"GET","path":"/v1/search","headers":{"ifNoneMatch":"If-None-Match"},"repeatable":true},
  suggest: {"method":"GET","path":"/v1/search/suggest","headers":{"ifNoneMatch":"If-None-Match"},"repeatable":true},
  getContract: {"method":"GET","path":"/v1/openapi.yaml","headers":{"ifNoneMatch":"If-None-Match"},"repeatable":true},
  listCarts: {"method":"GET","path":"/v1/carts","headers":{},"repeatable":true},
  createCart: {"method":"POST","path":"/v1/carts","headers":{},"repeatable":false},
  getCurrentCart: {"method":"GET","path":"/v1/carts/current","headers":{},"repeatable":true},
  getCart: {"method":"GET","path":"/v1/carts/{cartId}","headers":{},"repeatable":true},
  getCartTotals: {"method":"GET","path":"/v1/carts/{cartId}/totals","headers":{},"repeatable":true},
  putCartDetails: {"method":"PUT","path":"/v1/carts/{cartId}/details","headers":{"ifMatch":"If-Match"},"repeatable":true},
  putCartLines: {"method":"PUT","path":"/v1/carts/{cartId}/items","headers":{"ifMatch":"If-Match"},"repeatable":true},
  putCartLine: {"method":"PUT","path":"/v1/carts/{cartId}/items/{sku}","headers":{"ifMatch":"If-Match"},"repeatable":true},
  deleteCartLine: {"method":"DELETE","path":"/v1/carts/{cartId}/items/{sku}","headers":{"ifMatch":"If-Match"},"repeatable":true},
  acceptCartChanges: {"method":"POST","path":"/v1/carts/{cartId}/accept-changes","headers":{"ifMatch":"If-Match"},"repeatable":false},
  claimCart: {"method":"POST","path":"/v1/carts/{cartId}/claim","headers":{"ifMatch":"If-Match"},"repeatable":true},
  getTotals: {"method":"POST","path":"/v1/totals","headers":{},"repeatable":true},
  checkout: {"method":"POST","path":"/v1/checkout","headers":{"ifMatch":"If-Match","idempotencyKey":"Idempotency-Key"},"repeatable":true},
  listOrders: {"method":"GET","path":"/v1/orders","headers":{},"repeatable":true},
  getOrder: {"method":"GET","path":"/v1/orders/{orderId}","headers":{"ifNoneMatch":"If-None-Match"},"repeatable":true},
  cancelOrder: {"method":"POST","path":"/v1/orders/{orderId}/cancel","headers":{"idempotencyKey":"Idempotency-Key"},"repeatable":false},
  requestReturn: {"method":"POST","path":"/v1/orders/{orderId}/returns","headers":{"idempotencyKey":"Idempotency-Key"},"repeatable":false},
  claimOrder: {"method":"POST","path":"/v1/orders/{orderId}/claim","headers":{},"repeatable":true},
  submitPayment: {"method":"POST","path":"/v1/orders/{orderId}/payments","headers":{},"repeatable":false},
  refreshPayment: {"method":"POST","path":"/v1/orders/{orderId}/payments/refresh","headers":{},"repeatable":false},
  receivePaymentEvent: {"method":"POST","path":"/v1/payments/{provider}/events","headers":{},"repeatable":false},
  showSandboxCharge: {"method":"GET","path":"/v1/sandbox/charges/{chargeId}","headers":{},"repeatable":true},
  decideSandboxCharge: {"method":"POST","path":"/v1/sandbox/charges/{chargeId}","headers":{},"repeatable":false},
  listAdminProducts: {"method":"GET","path":"/v1/admin/products","headers":{},"repeatable":true},
  getAdminProduct: {"method":"GET","path":"/v1/admin/products/{productId}","headers":{},"repeatable":true},
  putProduct: {"method":"PUT","path":"/v1/admin/products/{productId}","headers":{"ifMatch":"If-Match","ifNoneMatch":"If-None-Match"},"repeatable":true},
  deleteProduct: {"method":"DELETE","path":"/v1/admin/products/{productId}","headers":{"ifMatch":"If-Match"},"repeatable":true},
  importProducts: {"method":"POST","path":"/v1/admin/products/import","headers":{},"repeatable":true},
  listImports: {"method":"GET","path":"/v1/admin/products/imports","headers":{},"repeatable":true},
  createImport: {"method":"POST","path":"/v1/admin/products/imports","headers":{},"repeatable":false},
  getImport: {"method":"GET","path":"/v1/admin/products/imports/{importId}","headers":{},"repeatable":true},
  startImport: {"method":"POST","path":"/v1/admin/products/imports/{importId}/start","headers":{},"repeatable":true},
  listImportResults: {"method":"GET","path":"/v1/admin/products/imports/{importId}/results","headers":{},"repeatable":true},
  listMailTemplates: {"method":"GET","path":"/v1/admin/mail-templates","headers":{},"repeatable":true},
  getMailTemplate: {"method":"GET","path":"/v1/admin/mail-templates/{name}/{language}","headers":{},"repeatable":true},
  putMailTemplate: {"method":"PUT","path":"/v1/admin/mail-templates/{name}/{language}","headers":{"ifMatch":"If-Match"},"repeatable":true},
  deleteMailTemplate: {"method":"DELETE","path":"/v1/admin/mail-templates/{name}/{language}","headers":{"ifMatch":"If-Match"},"repeatable":true},
  previewMailTemplate: {"method":"POST","path":"/v1/admin/mail-templates/{name}/{language}/preview","headers":{},"repeatable":false},
  getRules: {"method":"GET","path":"/v1/admin/rules","headers":{},"repeatable":true},
  putRules: {"method":"PUT","path":"/v1/admin/rules","headers":{"ifMatch":"If-Match"},"repeatable":true},
  listWebhooks: {"method":"GET","path":"/v1/admin/webhooks","headers":{},"repeatable":true},
  createWebhook: {"method":"POST","path":"/v1/admin/webhooks","headers":{},"repeatable":false},
  getWebhook: {"method":"GET","path":"/v1/admin/webhooks/{webhookId}","headers":{},"repeatable":true},
  putWebhook: {"method":"PUT","path":"/v1/admin/webhooks/{webhookId}","headers":{"ifMatch":"If-Match"},"repeatable":true},
  deleteWebhook: {"method":"DELETE","path":"/v1/admin/webhooks/{webhookId}","headers":{},"repeatable":true},
  rotateWebhookSecret: {"method":"POST","path":"/v1/admin/webhooks/{webhookId}/secret","headers":{},"repeatable":false},
  testWebhook: {"method":"POST","path":"/v1/admin/webhooks/{webhookId}/test","headers":{},"repeatable":false},
  listDeliveries: {"method":"GET","path":"/v1/admin/webhooks/{webhookId}/deliveries","headers":{},"repeatable":true},
  getDelivery: {"method":"GET","path":"/v1/admin/webhooks/{webhookId}/deliveries/{deliveryId}","headers":{},"repeatable":true},
  redeliverEvent: {"method":"POST","path":"/v1/admin/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver","headers":{},"repeatable":false},
  getRedelivery: {"method":"GET","path":"/v1/admin/webhooks/{webhookId}/redelivery","headers":{},"repeatable":true},
  startRedelivery: {"method":"POST","path":"/v1/admin/webhooks/{webhookId}/redelivery","headers":{},"repeatable":false},
  rebuildSearchIndex: {"method":"POST","path":"/v1/admin/search/rebuild","headers":{},"repeatable":true},
  rebuildOrderIndex: {"method":"POST","path":"/v1/admin/search/orders/rebuild","headers":{},"repeatable":true},
  getStock: {"method":"GET","path":"/v1/admin/inventory/{sku}","headers":{},"repeatable":true},
  verifyStock: {"method":"GET","path":"/v1/admin/inventory/{sku}/verification","headers":{},"repeatable":true},
  setShards: {"method":"PUT","path":"/v1/admin/inventory/{sku}/shards","headers":{},"repeatable":true},
  adjustStock: {"method":"POST","path":"/v1/admin/inventory/adjustments","headers":{},"repeatable":true},
  searchOrders: {"method":"GET","path":"/v1/admin/orders","headers":{},"repeatable":true},
  listReports: {"method":"GET","path":"/v1/admin/reports","headers":{},"repeatable":true},
  createReport: {"method":"POST","path":"/v1/admin/reports","headers":{},"repeatable":false},
  getReport: {"method":"GET","path":"/v1/admin/reports/{reportId}","headers":{},"repeatable":true},
  shipOrder: {"method":"POST","path":"/v1/admin/orders/{orderId}/ship","headers":{"idempotencyKey":"Idempotency-Key"},"repeatable":false},
  capturePayment: {"method":"POST","path":"/v1/admin/orders/{orderId}/capture","headers":{},"repeatable":true},
  settleCapture: {"method":"POST","path":"/v1/admin/orders/{orderId}/capture/settle","headers":{},"repeatable":true},
  refundOrder: {"method":"POST","path":"/v1/admin/orders/{orderId}/refund","headers":{"idempotencyKey":"Idempotency-Key"},"repeatable":false},
  cancelUnits: {"method":"POST","path":"/v1/admin/orders/{orderId}/cancel","headers":{"idempotencyKey":"Idempotency-Key"},"repeatable":false},
  retryRefund: {"method":"POST","path":"/v1/admin/orders/{orderId}/refunds/{refundId}/retry","headers":{},"repeatable":true},
  settleRefund: {"method":"POST","path":"/v1/admin/orders/{orderId}/refunds/{refundId}/settle","headers":{},"repeatable":true},
  approveReturn: {"method":"POST","path":"/v1/admin/orders/{orderId}/returns/{returnId}/approve","headers":{},"repeatable":true},
  refuseReturn: {"method":"POST","path":"/v1/admin/orders/{orderId}/returns/{returnId}/refuse","headers":{},"repeatable":true},
  receiveReturn: {"method":"POST","path":"/v1/admin/orders/{orderId}/returns/{returnId}/receive","headers":{},"repeatable":true},
  refundReturn: {"method":"POST","path":"/v1/admin/orders/{orderId}/returns/{returnId}/refund","headers":{},"repeatable":true},
};
