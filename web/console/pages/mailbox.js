import { announce } from "../../lib/announce.js";
import { emailText } from "../../lib/email.js";
import { dateTime, plural } from "../../lib/format.js";
import { html, keyed, live, nothing, repeat } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { Loading } from "../../lib/loading.js";
import { problemView } from "../../lib/problem.js";
import { changedUrl } from "../../lib/router.js";
import { update } from "../../lib/view.js";
import { read } from "../local.js";
import { liveView, timeOfDay } from "../parts.js";
import { router } from "../routes.js";
import { mails, MAX_MAILS, opened, unread } from "../watched.js";

/**
 * @typedef {import("../watched.js").MailSummary} MailSummary
 * @typedef {MailSummary & { html: string, text: string, language: string }} Mail
 */

/** @type {{ value: "html" | "text" | "source", name: string }[]} */
const FORMATS = [{ value: "html", name: "HTML" }, { value: "text", name: "Text" }, { value: "source", name: "Source" }];

/**
 * Sent emails as in a mail program: the list, and one of them beside it.
 *
 * @param {import("../../lib/router.js").Visit} visit
 * @returns {import("../../lib/router.js").Page}
 */
export function mailboxPage({ query }) {
  let wanted = query;
  /** @type {Loading<Mail> | undefined} */
  let mail;
  /** @type {Loading<MailSummary[]> | undefined} */
  let found;
  /** @type {"html" | "text" | "source"} */
  let format = "html";

  const selected = () => wanted.get("mail") ?? undefined;
  const words = () => wanted.get("q") ?? wanted.get("to") ?? "";

  const open = () => {
    mail?.close();
    const id = selected();
    if (id === undefined) {
      mail = undefined;
      return;
    }
    mail = new Loading(async (signal) => {
      const value = /** @type {Mail} */ (await read(`/mailbox/${encodeURIComponent(id)}`, signal));
      opened.add([id]);
      announce(value.subject);
      return value;
    });
  };
  const find = () => {
    found?.close();
    found = words() === "" ? undefined : new Loading((signal) =>
      read(`/mailbox?summary=true&limit=${MAX_MAILS}&${new URLSearchParams({ q: words() })}`, signal));
  };
  open();
  find();

  /** @param {Record<string, string | undefined>} changes */
  const url = (changes) => changedUrl("/_local/mailbox", wanted, changes);

  /** @param {Event} event */
  const search = (event) => router.go(url({ q: /** @type {HTMLInputElement} */ (event.currentTarget).value.trim(), to: undefined }), { replace: true });
  const readAll = () => {
    opened.add(unread().map(({ id }) => id));
    update();
  };

  /**
   * The arrow keys move through the list.
   *
   * @param {KeyboardEvent} event
   */
  const move = (event) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const links = [.../** @type {HTMLElement} */ (event.currentTarget).querySelectorAll("a")];
    const at = links.findIndex((link) => link === document.activeElement);
    if (step !== 0 && at >= 0) {
      event.preventDefault();
      links[at + step]?.focus();
    }
  };

  /** @param {MailSummary} summary */
  const entry = (summary) => {
    const isUnread = !opened.has(summary.id);
    return html`
      <li><a class="mail-entry ${isUnread ? "unread" : ""}" href=${url({ mail: summary.id })} aria-current=${summary.id === selected() ? "true" : nothing}>
        <span class="mail-entry-top"><span class="mail-to">${isUnread ? html`<span class="visually-hidden">Unread: </span>` : nothing}${summary.to.map(emailText).join(", ")}</span>
          <time class="small faint number" datetime=${summary.at}>${timeOfDay(summary.at)}</time></span>
        <span class="mail-subject">${summary.subject}</span>
        <span class="mail-preview small soft">${summary.preview}</span>
      </a></li>`;
  };

  /** @param {readonly MailSummary[]} list */
  const listView = (list) => list.length === 0
    ? html`<div class="blank">${icon("mail")}${words() === ""
      ? html`<h2>No emails yet</h2><p>What the store sends arrives here within seconds.</p>`
      : html`<h2>Nothing found</h2><p>No email has “${words()}” in its addresses, subject or text.</p>`}</div>`
    : html`<ul class="mail-list" @keydown=${move}>${repeat(list, ({ id }) => id, entry)}</ul>
      ${list.length < MAX_MAILS ? nothing : html`<p class="small soft mail-limit">The newest ${MAX_MAILS}. Search to find older ones.</p>`}`;

  /** @param {Mail} value */
  const mailView = (value) => html`
    <article class="mail" aria-labelledby="subject">
      <header class="mail-head stack tight">
        <a class="button quiet compact mail-back" href=${url({ mail: undefined })}>${icon("back")} All emails</a>
        <h1 id="subject" class="mail-title">${value.subject}</h1>
        <p class="small soft">From ${value.from}<br>To <strong>${value.to.map(emailText).join(", ")}</strong><br><time class="number" datetime=${value.at}>${dateTime(value.at)}</time></p>
        <div class="spread">
          <fieldset class="choices small"><legend class="visually-hidden">Show as</legend>
            ${FORMATS.map((choice) => html`<label><input type="radio" name="format" .checked=${live(choice.value === format)}
              @change=${() => { format = choice.value; update(); }}><span>${choice.name}</span></label>`)}
          </fieldset>
          <div class="cluster tight">${value.language === "" ? nothing : html`<span class="badge">${value.language}</span>`}${Object.entries(value.tags).map(([name, tag]) => html`<span class="badge">${name}: ${tag}</span>`)}</div>
        </div>
      </header>
      ${format === "html"
        // The mail's scripts and forms do not run, and its links open in another window.
        ? keyed(value.id, html`<iframe class="mail-frame" sandbox="allow-popups allow-popups-to-escape-sandbox" title="Email: ${value.subject}" src="/_local/mailbox/${encodeURIComponent(value.id)}"></iframe>`)
        : html`<pre class="code mail-text" tabindex="0">${format === "text" ? value.text || "This email has no text part." : value.html || "This email has no HTML part."}</pre>`}
    </article>`;

  const results = () => {
    if (found === undefined) {
      return liveView(mails, listView);
    }
    return found.view({
      loading: () => html`<div class="stack" aria-busy="true">${[1, 2, 3].map(() => html`<div class="skeleton row"></div>`)}</div>`,
      ready: listView,
      failed: problemView,
    });
  };

  return {
    title: () => "Mailbox",
    view: () => html`
      <div class="mailbox ${mail === undefined ? "" : "reading"}">
        <section class="mail-side" aria-label="Emails">
          <div class="mail-search stack tight">
            <div class="spread"><h1>Mailbox</h1>
              ${unread().length === 0 ? html`<span class="small soft">all read</span>` : html`
                <button class="link-button small" type="button" @click=${readAll}>Mark ${plural(unread().length, "email")} as read</button>`}</div>
            <label class="mail-search-field">${icon("search")}<span class="visually-hidden">Search emails</span>
              <input class="input" type="search" placeholder="Address, subject or text" autocomplete="off" .value=${words()} @change=${search}></label>
          </div>
          ${results()}
        </section>
        <section class="mail-reader" aria-label="Email">
          ${mail === undefined
            ? html`<div class="blank">${icon("mail")}<p>Choose an email to read it here.</p></div>`
            : mail.view({
              loading: () => html`<div class="mail-head stack" aria-busy="true"><div class="skeleton text"></div><div class="skeleton text"></div></div>`,
              ready: mailView,
              failed: (error, retry) => html`<div class="mail-head stack"><a class="button quiet compact mail-back" href=${url({ mail: undefined })}>${icon("back")} All emails</a>${problemView(error, retry)}</div>`,
            })}
        </section>
      </div>`,
    search: (changed) => {
      const before = wanted;
      wanted = changed;
      if (before.get("mail") !== changed.get("mail")) {
        open();
      }
      if (before.get("q") !== changed.get("q") || before.get("to") !== changed.get("to")) {
        find();
      }
    },
    close: () => {
      mail?.close();
      found?.close();
    },
  };
}
