import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { workspace } from "../lib/workspace.js";
import { router } from "./routes.js";
import { deadLetters, unread } from "./watched.js";

/** Navigation and page. */
export function shell() {
  return workspace({
    name: "Console",
    home: "/_local",
    path: router.path,
    page: router.page.view(),
    items: [
      { href: "/_local", text: "Overview", icon: "home" },
      { href: "/_local/mailbox", text: "Mailbox", icon: "mail", count: unread().length, counted: "unread" },
      { href: "/_local/functions", text: "Functions", icon: "lambda" },
      { href: "/_local/queues", text: "Queues", icon: "queue", count: deadLetters().reduce((sum, { waiting }) => sum + waiting, 0), counted: "dead letters", tone: "negative" },
      { href: "/_local/metrics", text: "Metrics", icon: "chart" },
      { href: "/_local/token", text: "Tokens", icon: "key" },
    ],
    foot: html`
      <a class="icon-button" href="/" aria-label="Shop" title="Shop">${icon("cart")}</a>
      <a class="icon-button" href="/admin" aria-label="Admin" title="Admin">${icon("tag")}</a>
      <a class="icon-button" href="/_local/docs" aria-label="API documentation" title="API documentation">${icon("info")}</a>`,
  });
}
