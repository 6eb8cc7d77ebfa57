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
export declare const ROUTES: Readonly<Record<keyof Operations, Route>>;
