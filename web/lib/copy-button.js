import { html } from "./html.js";
import { icon } from "./icons.js";
import { toast } from "./toast.js";

/**
 * A button that copies a text.
 *
 * @param {() => string} text
 * @param {string} label what it copies, such as "Copy the token"
 */
export function copyButton(text, label) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      toast("Copied");
    } catch {
      toast("The browser did not allow copying. Select the text and copy it.");
    }
  };
  return html`<button class="button secondary compact" type="button" aria-label=${label} @click=${copy}>${icon("copy")} Copy</button>`;
}
