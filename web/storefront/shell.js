import { brandMark, skipLink, themeButton } from "../lib/frame.js";
import { html, nothing } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { session } from "../lib/session.js";
import { toastsView } from "../lib/toast.js";
import { cart } from "./cart.js";
import { categoryName, categoryUrl, childrenOf } from "./categories.js";
import { SHOP } from "./config.js";
import { searchBox } from "./parts/search-box.js";
import { router } from "./routes.js";

const search = searchBox();

/** Header, page, footer. */
export function shell() {
  return html`
    ${skipLink()}
    <header class="site-header">
      <div class="page-width site-bar">
        <a class="brand" href="/" aria-label="${SHOP.name}, home">${brandMark("brand-mark")}<span>${SHOP.name}</span></a>
        ${search()}
        <div class="site-actions">
          ${themeButton()}
          <a class="icon-button" href="/account" aria-label=${session.signed ? "My orders" : "Sign in"}
            title=${session.signed ? "My orders" : "Sign in"}>
            ${icon("person")}${session.signed ? html`<span class="dot"></span>` : nothing}
          </a>
          <a class="icon-button" href="/cart" aria-label=${`Cart, items: ${cart.units}`} title="Cart">
            ${icon("cart")}${cart.units === 0 ? nothing : html`<span class="cart-count" aria-hidden="true">${cart.units}</span>`}
          </a>
        </div>
      </div>
      <nav class="page-width site-nav" aria-label="Categories">
        <ul class="tabs">
          ${childrenOf(undefined).map(({ category }) => html`
            <li><a href=${categoryUrl(category)} aria-current=${currentOf(categoryUrl(category))}>${categoryName(category)}</a></li>`)}
        </ul>
      </nav>
    </header>
    <main id="main" tabindex="-1">${router.page.view()}</main>
    <footer class="site-footer">
      <div class="page-width spread">
        <p class="small soft">${SHOP.isSandbox ? "A demo shop: nothing is delivered, and no money moves." : SHOP.name}</p>
        <ul class="cluster small">
          <li><a href="/search">All products</a></li>
          <li><a href="/account">My orders</a></li>
          <li><a href="/cart">Cart</a></li>
        </ul>
      </div>
    </footer>
    ${toastsView()}`;
}

/** @param {string} url */
function currentOf(url) {
  return router.path === url || router.path.startsWith(`${url}/`) ? "page" : nothing;
}
