import { Router } from "../lib/router.js";
import { importPage } from "./pages/import.js";
import { notFoundPage } from "./pages/not-found.js";
import { orderPage } from "./pages/order.js";
import { ordersPage } from "./pages/orders.js";
import { newProductPage, productPage } from "./pages/product.js";
import { productsPage } from "./pages/products.js";
import { reportsPage } from "./pages/reports.js";
import { rulesPage } from "./pages/rules.js";
import { CALLBACK, forAdmins, signedInPage } from "./pages/sign-in.js";
import { stockPage } from "./pages/stock.js";
import { webhookPage } from "./pages/webhook.js";
import { newWebhookPage, webhooksPage } from "./pages/webhooks.js";

export const router = new Router({
  [CALLBACK]: signedInPage,
  "/admin": forAdmins(ordersPage),
  "/admin/orders": forAdmins(ordersPage),
  "/admin/orders/:orderId": forAdmins(orderPage),
  "/admin/products": forAdmins(productsPage),
  "/admin/products/:productId": forAdmins(productPage),
  "/admin/new-product": forAdmins(newProductPage),
  "/admin/stock": forAdmins(stockPage),
  "/admin/stock/:sku": forAdmins(stockPage),
  "/admin/reports": forAdmins(reportsPage),
  "/admin/rules": forAdmins(rulesPage),
  "/admin/webhooks": forAdmins(webhooksPage),
  "/admin/webhooks/:webhookId": forAdmins(webhookPage),
  "/admin/new-webhook": forAdmins(newWebhookPage),
  "/admin/import": forAdmins(importPage),
  "/admin/import/:importId": forAdmins(importPage),
}, { notFound: notFoundPage, siteName: "Stampede Admin" });
