import { html, nothing } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { workspace } from "../lib/workspace.js";
import { ADMIN } from "./config.js";
import { router } from "./routes.js";
import { session } from "./store.js";

/** Navigation and page. */
export function shell() {
  return workspace({
    name: "Admin",
    home: "/admin",
    path: router.path === "/admin" || router.path === "/admin/" ? "/admin/orders" : router.path,
    page: router.page.view(),
    items: [
      { href: "/admin/orders", text: "Orders", icon: "receipt" },
      { href: "/admin/products", text: "Products", icon: "tag" },
      { href: "/admin/stock", text: "Stock", icon: "box" },
      { href: "/admin/rules", text: "Shipping, promotions", icon: "truck" },
      { href: "/admin/reports", text: "Reports", icon: "chart" },
      { href: "/admin/import", text: "Import", icon: "upload" },
      { href: "/admin/webhooks", text: "Webhooks", icon: "external" },
    ],
    foot: html`
      ${session.signed === undefined ? nothing : html`
        <span class="small soft only-wide" title=${session.signed.email ?? ""}>${session.signed.email ?? "Signed in"}</span>
        <button class="icon-button" type="button" aria-label="Sign out" title="Sign out" @click=${() => session.signOut()}>${icon("leave")}</button>`}
      <a class="icon-button" href="/" aria-label="Shop" title="Shop">${icon("cart")}</a>
      ${ADMIN.console === "" ? nothing : html`<a class="icon-button" href=${ADMIN.console} aria-label="Console of the local store" title="Console of the local store">${icon("chart")}</a>`}`,
  });
}
