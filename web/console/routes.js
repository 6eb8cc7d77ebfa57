import { Router } from "../lib/router.js";
import { functionsPage } from "./pages/functions.js";
import { mailboxPage } from "./pages/mailbox.js";
import { metricsPage } from "./pages/metrics.js";
import { overviewPage } from "./pages/overview.js";
import { queuesPage } from "./pages/queues.js";
import { tokenPage } from "./pages/token.js";

export const router = new Router({
  "/_local": overviewPage,
  "/_local/mailbox": mailboxPage,
  "/_local/functions": functionsPage,
  "/_local/queues": queuesPage,
  "/_local/metrics": metricsPage,
  "/_local/token": tokenPage,
}, { notFound: overviewPage, siteName: "Stampede Console" });
