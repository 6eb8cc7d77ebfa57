import { html, live, nothing, repeat } from "../../lib/html.js";
import { money } from "../../lib/format.js";
import { icon } from "../../lib/icons.js";
import { update } from "../../lib/view.js";
import { categoryName, categoryUrl } from "../categories.js";
import { router } from "../routes.js";
import { store } from "../store.js";
import { pictureView, productUrl } from "./product-card.js";

/**
 * @typedef {object} Suggestion
 * @property {string} href
 * @property {string} text
 * @property {string} detail
 * @property {import("./product-card.js").Picture | undefined} [picture]
 */

const PAUSE_MILLIS = 180;
const SHORTEST = 2;
const PRODUCTS = 5;
const CATEGORIES = 2;
const QUERIES = 3;

/**
 * The search field in the header, a combobox (WAI-ARIA Authoring Practices): what one types is looked up, and the arrow keys
 * choose among what was found.
 */
export function searchBox() {
  let typed = "";
  /** The words of the results in the page: the field has them until one types others. */
  let shown = "";
  /** @type {readonly Suggestion[]} */
  let suggestions = [];
  let active = -1;
  let isOpen = false;
  let timer = 0;
  /** @type {AbortController | undefined} */
  let running;

  const close = () => {
    clearTimeout(timer);
    running?.abort();
    isOpen = false;
    active = -1;
    update();
  };

  const look = async () => {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    try {
      const found = await suggestionsFor(typed, signal);
      if (!signal.aborted) {
        suggestions = found;
        active = -1;
        isOpen = true;
        update();
      }
    } catch {
      // Suggestions are a help: without them, searching still works and says what is wrong.
      suggestions = [];
      update();
    }
  };

  /** @param {Event} event */
  const changed = (event) => {
    typed = /** @type {HTMLInputElement} */ (event.currentTarget).value;
    clearTimeout(timer);
    if (typed.trim().length < SHORTEST) {
      suggestions = [];
      close();
      return;
    }
    timer = setTimeout(look, PAUSE_MILLIS);
  };

  /** @param {KeyboardEvent} event */
  const pressed = (event) => {
    const isShown = isOpen && suggestions.length > 0;
    if (event.key === "Escape" && isShown) {
      event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && suggestions.length > 0) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One position more than there are suggestions: the words themselves.
      active = (active + 1 + step + suggestions.length + 1) % (suggestions.length + 1) - 1;
      isOpen = true;
      update();
    }
  };

  /** @param {SubmitEvent} event */
  const submit = (event) => {
    event.preventDefault();
    const chosen = suggestions[active];
    const words = typed.trim();
    close();
    if (chosen !== undefined) {
      router.go(chosen.href);
    } else if (words !== "") {
      router.go(`/search?q=${encodeURIComponent(words)}`);
    }
  };

  /** @param {FocusEvent} event */
  const left = (event) => {
    const form = /** @type {HTMLElement} */ (event.currentTarget);
    if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) {
      close();
    }
  };

  return () => {
    const searched = router.path === "/search" ? new URLSearchParams(location.search).get("q") ?? "" : "";
    if (searched !== shown) {
      shown = searched;
      typed = searched;
    }
    const isShown = isOpen && suggestions.length > 0;
    return html`
      <form class="search-box" role="search" @submit=${submit} @focusout=${left}>
        ${icon("search")}
        <input class="input" type="search" name="q" role="combobox" aria-label="Search products" placeholder="Search"
          autocomplete="off" maxlength="200" aria-autocomplete="list" aria-expanded=${isShown} aria-controls="suggestions"
          aria-activedescendant=${active < 0 ? nothing : `suggestion-${active}`} .value=${live(typed)} @input=${changed} @keydown=${pressed}>
        <ul class="suggestions" id="suggestions" role="listbox" aria-label="Suggestions" ?hidden=${!isShown}>
          ${repeat(suggestions, ({ href }) => href, ({ href, text, detail, picture }, i) => html`
            <li role="option" id="suggestion-${i}" aria-selected=${i === active}
              @mousedown=${(/** @type {Event} */ event) => event.preventDefault()} @click=${() => { close(); router.go(href); }}>
              <span class="suggestion-picture" aria-hidden="true">${picture === undefined ? icon(detail === "" ? "search" : "arrow") : pictureView(picture, "")}</span>
              <span class="grow">${text}</span><span class="small soft number">${detail}</span>
            </li>`)}
        </ul>
        <p class="visually-hidden" role="status">${isShown ? `${suggestions.length} suggestions` : ""}</p>
      </form>`;
  };
}

/**
 * @param {string} typed
 * @param {AbortSignal} signal
 * @returns {Promise<readonly Suggestion[]>}
 */
async function suggestionsFor(typed, signal) {
  const { data } = await store.suggest({ q: typed.trim(), limit: PRODUCTS }, { signal });
  return [
    ...data.categories.slice(0, CATEGORIES).map(({ category }) => ({ href: categoryUrl(category), text: categoryName(category), detail: "Category" })),
    ...data.queries.slice(0, QUERIES).map((words) => ({ href: `/search?q=${encodeURIComponent(words)}`, text: words, detail: "" })),
    ...data.products.map(({ slug, title, priceRange, currency, picture }) => ({
      href: productUrl(slug), text: title, detail: money(priceRange.from, currency), picture })),
  ];
}
