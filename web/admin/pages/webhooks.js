import { dateTime, plural } from "../../lib/format.js";
import { html, nothing, repeat } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { Loading } from "../../lib/loading.js";
import { update } from "../../lib/view.js";
import { refusedFields, secretView, webhookFields, webhookOf } from "../parts/webhook-form.js";
import { store } from "../store.js";
import { adminProblemView } from "./sign-in.js";

/** @typedef {import("../store.js").Schemas["Webhook"]} Webhook */

/** The most that a store can have. */
const MAX = 20;

/** @type {Record<Webhook["status"], { text: string, tone: string }>} */
const STATUS = {
  enabled: { text: "Enabled", tone: "positive" },
  paused: { text: "Paused", tone: "" },
  disabled: { text: "Disabled", tone: "negative" },
};

/** @param {Webhook} webhook */
export function webhookBadge({ status, failingSince }) {
  return status === "enabled" && failingSince !== undefined
    ? html`<span class="badge caution">Failing</span>`
    : html`<span class="badge ${STATUS[status].tone}">${STATUS[status].text}</span>`;
}

/** @param {Webhook} webhook */
export function webhookName({ description, url }) {
  return description === "" ? new URL(url).host : description;
}

/**
 * All webhooks.
 *
 * @returns {import("../../lib/router.js").Page}
 */
export function webhooksPage() {
  const webhooks = new Loading(async (signal) => (await store.listWebhooks({ limit: MAX }, { signal })).data.webhooks);

  /** @param {readonly Webhook[]} list */
  const listView = (list) => list.length === 0 ? html`
    <div class="blank">${icon("external")}<h2>No webhooks yet</h2><p>A webhook tells another system what happens in the store: a shipping service, an accounting system, a chat.</p></div>` : html`
    <div class="table-scroll" tabindex="0" role="group" aria-label="Webhooks"><table class="table roomy">
      <thead><tr><th scope="col">Webhook</th><th scope="col">Status</th><th scope="col">Events</th><th scope="col">Created</th></tr></thead>
      <tbody>${repeat(list, ({ webhookId }) => webhookId, (webhook) => html`<tr>
        <td><a class="row-link" href="/admin/webhooks/${webhook.webhookId}">${webhookName(webhook)}</a><br><span class="small soft">${new URL(webhook.url).host}</span></td>
        <td data-label="Status">${webhookBadge(webhook)}</td>
        <td data-label="Events">${plural(webhook.types.length, "type")}</td>
        <td data-label="Created">${dateTime(webhook.createdAt)}</td></tr>`)}</tbody>
    </table></div>`;

  return {
    title: () => "Webhooks",
    view: () => html`
      <div class="workspace-page stack loose">
        <div class="spread"><h1>Webhooks</h1><a class="button" href="/admin/new-webhook">${icon("plus")} New webhook</a></div>
        ${webhooks.view({
          loading: () => html`<div class="skeleton row" aria-busy="true"></div>`,
          ready: listView,
          failed: adminProblemView,
        })}
      </div>`,
    close: () => webhooks.close(),
  };
}

/**
 * The form for a new webhook, then its secret.
 *
 * @returns {import("../../lib/router.js").Page}
 */
export function newWebhookPage() {
  /** @type {Map<string, string>} */
  let errors = new Map();
  /** @type {unknown} */
  let refusal;
  let isSending = false;
  /** @type {Webhook | undefined} */
  let created;

  /** @param {SubmitEvent} event */
  const submit = async (event) => {
    event.preventDefault();
    const { body, errors: found } = webhookOf(/** @type {HTMLFormElement} */ (event.currentTarget));
    errors = found;
    if (errors.size > 0 || isSending) {
      update();
      return;
    }
    isSending = true;
    refusal = undefined;
    update();
    try {
      created = (await store.createWebhook({ body })).data;
    } catch (error) {
      errors = refusedFields(error);
      refusal = errors.size === 0 ? error : undefined;
    }
    isSending = false;
    update();
  };

  const createdView = () => created === undefined ? nothing : html`
    <div class="stack loose">
      ${created.secret === undefined ? nothing : secretView(created.secret)}
      <div><a class="button" href="/admin/webhooks/${created.webhookId}">Open the webhook</a></div></div>`;

  return {
    title: () => "New webhook",
    view: () => html`
      <div class="workspace-page stack loose">
        <nav class="breadcrumbs" aria-label="Path"><ol><li><a href="/admin/webhooks">Webhooks</a></li><li aria-current="page">New</li></ol></nav>
        <h1>${created === undefined ? "New webhook" : webhookName(created)}</h1>
        ${created !== undefined ? createdView() : html`
          <form class="panel stack" novalidate @submit=${submit}>
            ${webhookFields(undefined, errors)}
            ${refusal === undefined ? nothing : adminProblemView(refusal)}
            <div><button class="button" aria-busy=${isSending}>Create</button></div>
          </form>`}
      </div>`,
    close: () => {},
  };
}
