import { Router } from "../lib/router.js";
import { SHOP } from "./config.js";
import { homePage } from "./pages/home.js";
import { notFoundPage } from "./pages/not-found.js";

export const router = new Router({
  "/": homePage,
}, { notFound: notFoundPage, siteName: SHOP.name });
