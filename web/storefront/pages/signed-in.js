import { html } from "../../lib/html.js";
import { Loading } from "../../lib/loading.js";
import { problemView } from "../../lib/problem.js";
import { session } from "../../lib/session.js";
import { toast } from "../../lib/toast.js";
import { cart } from "../cart.js";
import { SHOP } from "../config.js";
import { router } from "../routes.js";

/**
 * Where the issuer sends customers back to: takes the token, gives them the cart that they filled as guests, and goes on.
 *
 * @param {import("../../lib/router.js").Visit} visit
 * @returns {import("../../lib/router.js").Page}
 */
export function signedInPage({ query }) {
  const signingIn = new Loading(async () => {
    const returnTo = await session.complete(SHOP.signIn, query);
    const changes = await cart.claim();
    toast(changes.length === 0 ? "You are signed in" : "You are signed in. Not everything fitted into your cart");
    router.go(returnTo, { replace: true });
    return true;
  });
  const waiting = () => html`<div class="page-width blank"><span class="spinner"></span><h1>Signing in</h1></div>`;
  return {
    title: () => "Signing in",
    view: () => signingIn.view({
      loading: waiting,
      ready: waiting,
      failed: (error) => html`
        <div class="page-width page-body stack"><h1>Sign-in failed</h1>${problemView(error)}
          <p><a class="button" href="/account">Back to sign-in</a></p></div>`,
    }),
  };
}
