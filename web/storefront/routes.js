import { Router } from "../lib/router.js";
import { SHOP } from "./config.js";
import { accountPage, CALLBACK } from "./pages/account.js";
import { cartPage } from "./pages/cart.js";
import { checkoutPage } from "./pages/checkout.js";
import { homePage } from "./pages/home.js";
import { listPage } from "./pages/list.js";
import { notFoundPage } from "./pages/not-found.js";
import { orderPage } from "./pages/order.js";
import { productPage } from "./pages/product.js";
import { signedInPage } from "./pages/signed-in.js";

export const router = new Router({
  "/": homePage,
  "/search": listPage,
  "/categories/*category": listPage,
  "/products/id/:productId": productPage,
  "/products/:slug": productPage,
  "/cart": cartPage,
  "/checkout": checkoutPage,
  "/orders/:orderId": orderPage,
  "/account": accountPage,
  [CALLBACK]: signedInPage,
}, { notFound: notFoundPage, siteName: SHOP.name });
