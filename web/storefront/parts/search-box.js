import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { router } from "../routes.js";

/** The search field in the header. */
export function searchBox() {
  /** @param {SubmitEvent} event */
  const submit = (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    const words = String(new FormData(form).get("q")).trim();
    if (words !== "") {
      router.go(`/search?q=${encodeURIComponent(words)}`);
    }
  };
  return () => html`
    <form class="search-box" role="search" @submit=${submit}>
      ${icon("search")}
      <input class="input" type="search" name="q" aria-label="Search products" placeholder="Search" autocomplete="off" maxlength="200">
    </form>`;
}
