import { html, nothing } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { Loading } from "../../lib/loading.js";
import { problemKind, problemView } from "../../lib/problem.js";
import { update } from "../../lib/view.js";
import { ADMIN } from "../config.js";
import { router } from "../routes.js";
import { session } from "../store.js";

export const CALLBACK = "/admin/signed-in";

/** @type {unknown} */
let refusal;
let isLeaving = false;

async function signIn() {
  isLeaving = true;
  refusal = undefined;
  update();
  try {
    await session.signIn(ADMIN.signIn, { callback: CALLBACK, returnTo: location.pathname + location.search });
  } catch (error) {
    refusal = error;
    isLeaving = false;
    update();
  }
}

/**
 * A page that only people who are signed in see. It is made when they are.
 *
 * @param {import("../../lib/router.js").PageFactory} factory
 * @returns {import("../../lib/router.js").PageFactory}
 */
export function forAdmins(factory) {
  return (visit) => {
    /** @type {{ token: string, page: import("../../lib/router.js").Page } | undefined} */
    let made;
    const current = () => {
      const token = session.token();
      if (made !== undefined && made.token !== token) {
        made.page.close?.();
        made = undefined;
      }
      if (made === undefined && token !== undefined) {
        made = { token, page: factory({ ...visit, query: new URLSearchParams(location.search) }) };
      }
      return made?.page;
    };
    const first = current();
    return {
      title: () => current()?.title() ?? "Sign in",
      view: () => current()?.view() ?? signInView(),
      ...(first !== undefined && first.search === undefined ? {} : { search: (/** @type {URLSearchParams} */ query) => current()?.search?.(query) }),
      close: () => made?.page.close?.(),
    };
  };
}

function signInView() {
  return html`
    <div class="workspace-page blank">
      ${icon("key")}
      <h1>Sign in</h1>
      <p>Orders, products and stock are for the shop's admins.</p>
      ${refusal === undefined ? nothing : problemView(refusal)}
      <button class="button tall" type="button" aria-busy=${isLeaving} @click=${signIn}>Sign in</button>
    </div>`;
}

/**
 * What went wrong with a request; if this person may not make it, how to sign in as somebody who may.
 *
 * @param {unknown} error
 * @param {() => void} [retry]
 */
export function adminProblemView(error, retry) {
  const kind = problemKind(error);
  if (kind !== "forbidden" && kind !== "unauthorized") {
    return problemView(error, retry);
  }
  const other = () => {
    session.signOut();
    signIn();
  };
  return html`
    <div class="blank" role="alert">
      ${icon("key")}
      <h2>${kind === "forbidden" ? "You don't have permission to do this" : "Your sign-in has ended"}</h2>
      <p>${kind === "forbidden" ? html`You are signed in${session.signed?.email === undefined ? nothing : html` as <strong>${session.signed.email}</strong>`}, but not as an admin: the token lacks the group <code>admin</code>.` : "Sign in again to go on."}</p>
      <button class="button" type="button" @click=${other}>${kind === "forbidden" ? "Sign in as somebody else" : "Sign in"}</button>
    </div>`;
}

/**
 * Where the issuer sends admins back to.
 *
 * @param {import("../../lib/router.js").Visit} visit
 * @returns {import("../../lib/router.js").Page}
 */
export function signedInPage({ query }) {
  const signingIn = new Loading(async () => {
    const returnTo = await session.complete(ADMIN.signIn, query);
    router.go(returnTo, { replace: true });
    return true;
  });
  const waiting = () => html`<div class="workspace-page blank"><span class="spinner"></span><h1>Signing in</h1></div>`;
  return {
    title: () => "Signing in",
    view: () => signingIn.view({
      loading: waiting,
      ready: waiting,
      failed: (error) => html`
        <div class="workspace-page stack"><h1>Sign-in failed</h1>${problemView(error)}
          <p><a class="button" href="/admin/orders">Back to sign-in</a></p></div>`,
    }),
  };
}
