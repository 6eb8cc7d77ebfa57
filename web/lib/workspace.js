import { brandMark, skipLink, themeButton } from "./frame.js";
import { html, nothing } from "./html.js";
import { icon } from "./icons.js";
import { toastsView } from "./toast.js";

/**
 * @typedef {object} Item of the navigation
 * @property {string} href
 * @property {string} text
 * @property {import("./icons.js").IconName} icon
 * @property {number} [count] shown beside the text, unless it is 0
 * @property {string} [counted] what it counts, for screen readers
 * @property {"negative"} [tone]
 */

/**
 * The frame of an application to work with: navigation at the side, or at the top of a narrow window.
 *
 * @param {object} options
 * @param {string} options.name
 * @param {string} options.home
 * @param {readonly Item[]} options.items
 * @param {string} options.path the current one
 * @param {import("./view.js").View} options.page
 * @param {import("./view.js").View} options.foot links and buttons below the navigation
 */
export function workspace({ name, home, items, path, page, foot }) {
  return html`
    ${skipLink()}
    <div class="workspace">
      <header class="workspace-side">
        <a class="workspace-brand" href=${home}>
          ${brandMark("workspace-mark")}
          <span>Stampede</span> <span class="badge">${name}</span></a>
        <nav aria-label=${name}>
          <ul class="workspace-nav">
            ${items.map((item) => itemView(item, isCurrent(item.href, home, path)))}
          </ul>
        </nav>
        <div class="workspace-foot">${foot}${themeButton()}</div>
      </header>
      <main id="main" class="workspace-main" tabindex="-1">${page}</main>
    </div>
    ${toastsView()}`;
}

/**
 * @param {Item} item
 * @param {boolean} current
 */
function itemView({ href, text, icon: name, count = 0, counted, tone }, current) {
  return html`<li><a href=${href} aria-current=${current ? "page" : nothing}>${icon(name)}<span>${text}</span>
    ${count === 0 ? nothing : html`<span class="badge ${tone ?? ""}">${count}<span class="visually-hidden"> ${counted ?? ""}</span></span>`}</a></li>`;
}

/**
 * @param {string} href
 * @param {string} home
 * @param {string} path
 */
function isCurrent(href, home, path) {
  const bare = path.replace(/\/$/, "");
  return bare === href || href !== home && bare.startsWith(`${href}/`);
}

/** @type {Element | null} */
let shown = null;

/** Call it after each drawing: in a narrow window, the navigation scrolls to the current page once it has changed. */
export function showCurrentItem() {
  const current = document.querySelector(".workspace-nav [aria-current]");
  if (current !== shown) {
    shown = current;
    current?.scrollIntoView({ block: "nearest", inline: "center" });
  }
}
