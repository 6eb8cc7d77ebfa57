import { emailText } from "./email.js";
import { update } from "./view.js";

/**
 * The customer who is signed in, by OpenID Connect: authorization code with PKCE (RFC 7636), as a public client. The token is
 * in the browser's storage, so that it outlives a reload; it ends by itself.
 *
 * @typedef {{ token: string, expiresAt: number, email: string | undefined }} Signed
 * @typedef {{ issuer: string, clientId: string, scope: string }} Client
 * @typedef {{ state: string, verifier: string, returnTo: string, redirectUri: string }} Attempt
 */

const SESSION = "stampede.session";
const ATTEMPT = "stampede.sign-in";
/** A token that ends sooner is not used any more: the request would arrive too late. */
const LEEWAY_MILLIS = 5000;

export class Session {
  #key;

  /** @param {string} [key] in the browser's storage, for applications whose visitors sign in separately */
  constructor(key = SESSION) {
    this.#key = key;
    // Signed in or out in another window.
    addEventListener("storage", (event) => {
      if (event.key === key) {
        update();
      }
    });
  }

  /** @returns {Signed | undefined} */
  get signed() {
    const text = localStorage.getItem(this.#key);
    if (text === null) {
      return undefined;
    }
    const signed = /** @type {Signed} */ (JSON.parse(text));
    return signed.expiresAt - LEEWAY_MILLIS > Date.now() ? signed : undefined;
  }

  token() {
    return this.signed?.token;
  }

  /**
   * Leaves for the issuer's page.
   *
   * @param {Client} client
   * @param {{ callback: string, returnTo: string }} paths of this site
   */
  async signIn(client, { callback, returnTo }) {
    const { authorization_endpoint } = await discover(client);
    const verifier = randomText();
    const attempt = { state: randomText(), verifier, returnTo, redirectUri: location.origin + callback };
    sessionStorage.setItem(ATTEMPT, JSON.stringify(attempt));
    const query = new URLSearchParams({
      response_type: "code",
      client_id: client.clientId,
      redirect_uri: attempt.redirectUri,
      scope: client.scope,
      state: attempt.state,
      code_challenge: base64url(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))),
      code_challenge_method: "S256",
    });
    location.assign(`${authorization_endpoint}?${query}`);
  }

  /**
   * Ends what {@link signIn} began: call it at the callback's path.
   *
   * @param {Client} client
   * @param {URLSearchParams} query
   * @returns {Promise<string>} the path to return to
   * @throws {Error} if the issuer refused, or nobody asked to sign in here
   */
  async complete(client, query) {
    const refusal = query.get("error");
    if (refusal !== null) {
      throw new Error(query.get("error_description") ?? refusal);
    }
    const text = sessionStorage.getItem(ATTEMPT);
    const attempt = text === null ? undefined : /** @type {Attempt} */ (JSON.parse(text));
    if (attempt === undefined || attempt.state !== query.get("state")) {
      throw new Error("This sign-in was not started in this window. Sign in again.");
    }
    sessionStorage.removeItem(ATTEMPT);
    const { token_endpoint } = await discover(client);
    const response = await fetch(token_endpoint, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "authorization_code",
        client_id: client.clientId,
        code: query.get("code") ?? "",
        redirect_uri: attempt.redirectUri,
        code_verifier: attempt.verifier,
      }),
    });
    const answer = await response.json();
    if (!response.ok) {
      throw new Error(answer.error_description ?? answer.error);
    }
    const { email } = claims(answer.id_token ?? answer.access_token);
    /** @type {Signed} */
    const signed = { token: answer.access_token, expiresAt: Date.now() + answer.expires_in * 1000, email: email && emailText(email) };
    localStorage.setItem(this.#key, JSON.stringify(signed));
    update();
    return attempt.returnTo;
  }

  signOut() {
    localStorage.removeItem(this.#key);
    update();
  }
}

/** Of the shop. */
export const session = new Session();

/**
 * @param {Client} client
 * @returns {Promise<{ authorization_endpoint: string, token_endpoint: string }>}
 */
async function discover(client) {
  const response = await fetch(`${client.issuer}/.well-known/openid-configuration`);
  if (!response.ok) {
    throw new Error(`The sign-in service answered ${response.status}. Try again later.`);
  }
  const { authorization_endpoint, token_endpoint } = await response.json();
  if (typeof authorization_endpoint !== "string" || typeof token_endpoint !== "string") {
    throw new Error("The sign-in service does not offer the authorization code flow.");
  }
  return { authorization_endpoint, token_endpoint };
}

/**
 * The claims of a token, for display only: the store verifies it.
 *
 * @param {string} token
 * @returns {{ email?: string }}
 */
function claims(token) {
  const payload = token.split(".")[1] ?? "";
  const bytes = Uint8Array.from(atob(payload.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

function randomText() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)).buffer);
}

/** @param {ArrayBuffer} buffer */
function base64url(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
