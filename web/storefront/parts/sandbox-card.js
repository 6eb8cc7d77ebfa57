import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { update } from "../../lib/view.js";

/*
 * Stands where a payment provider's form would be: a real one takes the card's number and returns a token, so that the store
 * never sees the number. Here, the shopper chooses what the bank says.
 */

const CARDS = [
  { token: "tok_approve", digits: "4242", name: "Approved", about: "The payment succeeds." },
  { token: "tok_decline", digits: "0002", name: "Declined", about: "The bank declines. You can try another card while your items are held." },
  { token: "tok_insufficient_funds", digits: "9995", name: "Insufficient funds", about: "Declined too, for another reason." },
  { token: "tok_action", digits: "3155", name: "Needs confirmation", about: "The bank asks you to confirm, on a page of its own." },
  { token: "tok_processing", digits: "0077", name: "Processing", about: "The bank takes ten seconds to decide, and then approves." },
  { token: "tok_timeout", digits: "0119", name: "Answer lost", about: "The card is charged, but the answer gets lost. The store asks again and charges nothing twice." },
  { token: "tok_down", digits: "0259", name: "Bank is away for a moment", about: "No answer at first. The store tries again until there is one." },
];

/** @param {string} legend */
export function sandboxCard(legend) {
  let chosen = "tok_approve";
  return {
    /** The token that the provider's form would return. */
    get token() {
      return chosen;
    },
    view() {
      const card = CARDS.find(({ token }) => token === chosen);
      return html`
        <fieldset class="stack sandbox">
          <legend class="visually-hidden">${legend}</legend>
          <div class="notice">${icon("info")}<div class="small"><strong>Sandbox.</strong> No money moves. Choose a test card by what
            its bank answers.</div></div>
          <div class="card-choices">
            ${CARDS.map(({ token, digits, name }) => html`
              <label class="card-choice">
                <input type="radio" name="sandbox-card" value=${token} .checked=${token === chosen} aria-describedby="card-about"
                  @change=${() => { chosen = token; update(); }}>
                <span><strong>${name}</strong><span class="small number faint">Ending in ${digits}</span></span>
              </label>`)}
          </div>
          <p class="small soft" id="card-about" aria-live="polite">${card?.about}</p>
        </fieldset>`;
    },
  };
}
