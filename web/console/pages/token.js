import { copyButton } from "../../lib/copy-button.js";
import { dateTime } from "../../lib/format.js";
import { html, live, nothing } from "../../lib/html.js";
import { Loading } from "../../lib/loading.js";
import { problemView } from "../../lib/problem.js";
import { update } from "../../lib/view.js";
import { read } from "../local.js";

const DEFAULTS = { sub: "owner", groups: "admin", email: "", ttl: "3600" };
const LIFETIMES = [{ value: "300", text: "5 minutes" }, { value: "3600", text: "1 hour" }, { value: "86400", text: "1 day" }];

/** @typedef {{ access_token: string, expires_in: number }} Token */

/**
 * Tokens for requests with curl.
 *
 * @param {import("../../lib/router.js").Visit} visit
 * @returns {import("../../lib/router.js").Page}
 */
export function tokenPage({ query }) {
  const given = query.has("sub") ? { sub: query.get("sub") ?? "", groups: query.get("groups") ?? "", email: query.get("email") ?? "", ttl: query.get("ttl") ?? DEFAULTS.ttl } : DEFAULTS;
  const wanted = { ...given };
  /** @param {AbortSignal} signal */
  const issue = (signal) => /** @type {Promise<Token>} */ (read(`/token?${new URLSearchParams(wanted)}`, signal));
  const token = new Loading(issue);

  /**
   * Kept while it is typed: a token that arrives meanwhile draws the fields anew.
   *
   * @param {Event} event
   */
  const typed = (event) => {
    const field = /** @type {HTMLInputElement | HTMLSelectElement} */ (event.currentTarget);
    wanted[/** @type {keyof typeof wanted} */ (field.name)] = field.value;
  };

  /** @param {Event} event */
  const changed = (event) => {
    typed(event);
    token.again();
    update();
  };

  /** @param {Token} value */
  const tokenView = ({ access_token: text }) => html`
    <section class="panel stack ${token.isStale ? "stale" : ""}" aria-labelledby="token">
      <div class="spread"><h2 id="token">Token</h2>${copyButton(() => text, "Copy the token")}</div>
      <pre class="code limited token-text" tabindex="0">${text}</pre>
      <dl class="facts">${claims(text).map(([name, value]) => html`<div><dt><code>${name}</code></dt><dd>${value}</dd></div>`)}</dl>
    </section>
    <section class="panel stack" aria-labelledby="use">
      <div class="spread"><h2 id="use">Use it</h2>${copyButton(() => command(), "Copy the command")}</div>
      <pre class="code" tabindex="0">${command()}</pre>
    </section>`;

  const command = () => {
    const parameters = new URLSearchParams(Object.entries(wanted).filter(([name, value]) => value !== "" && value !== (name === "ttl" ? DEFAULTS.ttl : undefined)));
    const path = wanted.groups.split(/[,\s]+/).includes("admin") ? "/v1/admin/products" : "/v1/orders";
    return `TOKEN=$(curl -s "${location.origin}/_local/token?${parameters}")\ncurl -s -H "Authorization: Bearer $TOKEN" "${location.origin}${path}"`;
  };

  return {
    title: () => "Tokens",
    view: () => html`
      <div class="workspace-page stack loose">
        <div class="stack tight"><h1>Tokens</h1>
          <p class="soft">The local issuer signs any token. The store accepts it like one of a real issuer.</p></div>
        <div class="token-columns">
          <form class="panel stack" aria-label="Claims" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
            <div class="field"><label for="sub">Subject</label>
              <input class="input" id="sub" name="sub" required autocomplete="off" .value=${live(wanted.sub)} @input=${typed} @change=${changed}></div>
            <fieldset class="stack tight"><legend class="label">Group</legend><div class="choices">
              ${[{ value: "admin", text: "Admin" }, { value: "", text: "Customer" }].map(({ value, text }) => html`
                <label><input type="radio" name="groups" value=${value} .checked=${live(wanted.groups === value)} @change=${changed}><span>${text}</span></label>`)}</div></fieldset>
            <div class="field"><label for="email">Email <span class="faint">(optional)</span></label>
              <input class="input" id="email" name="email" type="email" autocomplete="off" .value=${live(wanted.email)} @input=${typed} @change=${changed}></div>
            <div class="field"><label for="ttl">Valid for</label>
              <select class="input" id="ttl" name="ttl" @change=${changed}>
                ${LIFETIMES.some(({ value }) => value === wanted.ttl) ? nothing : html`<option value=${wanted.ttl} selected>${wanted.ttl} seconds</option>`}
                ${LIFETIMES.map(({ value, text }) => html`<option value=${value} ?selected=${value === wanted.ttl}>${text}</option>`)}
              </select></div>
          </form>
          <div class="stack grow">${token.view({
            loading: () => html`<div class="skeleton block" aria-busy="true"></div>`,
            ready: tokenView,
            failed: problemView,
          })}</div>
        </div>
      </div>`,
    close: () => token.close(),
  };
}

/**
 * @param {string} token
 * @returns {[string, string][]}
 */
function claims(token) {
  const payload = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
  const text = new TextDecoder().decode(Uint8Array.from(atob(payload), (char) => char.charCodeAt(0)));
  return Object.entries(JSON.parse(text)).map(([name, value]) =>
    [name, name === "exp" || name === "iat" ? dateTime(new Date(Number(value) * 1000).toISOString()) : Array.isArray(value) ? value.join(", ") : String(value)]);
}
