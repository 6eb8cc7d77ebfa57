import { count, dateTime, plural } from "../../lib/format.js";
import { selectField } from "../../lib/form.js";
import { html, keyed, nothing, repeat } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { Live } from "../../lib/live.js";
import { problemKind } from "../../lib/problem.js";
import { toast } from "../../lib/toast.js";
import { update } from "../../lib/view.js";
import { refusedFields, secretView, webhookFields, webhookOf } from "../parts/webhook-form.js";
import { typeName } from "../parts/webhook-types.js";
import { router } from "../routes.js";
import { store } from "../store.js";
import { notFoundView } from "./not-found.js";
import { adminProblemView } from "./sign-in.js";
import { webhookBadge, webhookName } from "./webhooks.js";

/**
 * @typedef {import("../store.js").Schemas["Webhook"]} Webhook
 * @typedef {import("../store.js").Schemas["Delivery"]} Delivery
 * @typedef {import("../store.js").Schemas["Redelivery"]} Redelivery
 * @typedef {{ webhook: Webhook, etag: string | undefined, deliveries: readonly Delivery[], redelivery: Redelivery | undefined }} State
 */

const MILLIS = 2000;
const LISTED = 50;
const DAY_MILLIS = 24 * 60 * 60 * 1000;

/** @type {Record<Delivery["status"], { text: string, tone: string }>} */
const STATUS = {
  pending: { text: "Will be retried", tone: "caution" },
  delivered: { text: "Delivered", tone: "positive" },
  failed: { text: "Failed", tone: "negative" },
  skipped: { text: "Skipped", tone: "" },
};
/** @type {Record<NonNullable<Delivery["attempts"][number]["failure"]>, string>} */
const FAILURES = {
  "unknown-host": "Unknown host",
  "address-refused": "Not a public address",
  "not-connected": "No connection",
  tls: "TLS failed",
  timeout: "No answer in time",
  broken: "Broken answer",
};
const OVERLAPS = [
  { value: "0", text: "not at all" }, { value: "1", text: "for an hour" }, { value: "24", text: "for a day" }, { value: "168", text: "for a week" },
];
const REDELIVERED = [{ value: "undelivered", text: "Failed and skipped ones" }, { value: "all", text: "All" }];

/**
 * A webhook with its deliveries, as they come.
 *
 * @param {import("../../lib/router.js").Visit} visit
 * @returns {import("../../lib/router.js").Page}
 */
export function webhookPage({ params }) {
  const webhookId = params["webhookId"] ?? "";
  const live = new Live(read, MILLIS);
  /** @type {Map<string, string>} */
  let errors = new Map();
  /** @type {unknown} */
  let refusal;
  /** The action that runs. */
  let running = "";
  /** @type {string | undefined} */
  let secret;
  /** @type {Delivery | undefined} */
  let opened;

  /** @param {AbortSignal} signal @returns {Promise<State>} */
  async function read(signal) {
    const [webhook, deliveries, redelivery] = await Promise.all([
      store.getWebhook({ webhookId }, { signal }),
      store.listDeliveries({ webhookId, limit: LISTED }, { signal }),
      store.getRedelivery({ webhookId }, { signal }).then(({ data }) => data, notFound),
    ]);
    return { webhook: webhook.data, etag: webhook.etag, deliveries: deliveries.data.deliveries, redelivery };
  }

  /**
   * Runs one action at a time, and shows what it changed.
   *
   * @param {string} name
   * @param {() => Promise<void>} action
   */
  const run = async (name, action) => {
    if (running !== "") {
      return;
    }
    running = name;
    refusal = undefined;
    update();
    try {
      await action();
    } catch (error) {
      errors = refusedFields(error);
      refusal = errors.size === 0 ? error : undefined;
    }
    running = "";
    update();
    live.refresh();
  };
  /** @param {State} state @param {"enabled" | "paused"} status */
  const setStatus = ({ webhook, etag }, status) => run("status", async () => {
    const { url, types, description } = webhook;
    await store.putWebhook({ webhookId, body: { url, types, description, status }, ifMatch: etag ?? "" });
    toast(status === "enabled" ? "Enabled" : "Paused: events are skipped meanwhile");
  });
  /** @param {SubmitEvent} event @param {State} state */
  const change = (event, { etag }) => {
    event.preventDefault();
    const { body, errors: found } = webhookOf(/** @type {HTMLFormElement} */ (event.currentTarget));
    errors = found;
    if (errors.size > 0) {
      update();
      return;
    }
    run("change", async () => {
      await store.putWebhook({ webhookId, body, ifMatch: etag ?? "" });
      toast("Saved");
    });
  };
  /** @param {SubmitEvent} event */
  const rotate = (event) => {
    event.preventDefault();
    const hours = Number(new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).get("overlapHours"));
    run("rotate", async () => {
      secret = (await store.rotateWebhookSecret({ webhookId, body: { overlapHours: hours } })).data.secret;
    });
  };
  const sendTest = () => run("test", async () => {
    await store.testWebhook({ webhookId });
    toast("Test event sent");
  });
  const remove = () => {
    if (confirm("Delete this webhook? Its deliveries can no longer be read.")) {
      run("remove", async () => {
        await store.deleteWebhook({ webhookId });
        live.close();
        router.go("/admin/webhooks");
      });
    }
  };
  /** @param {Delivery} delivery */
  const redeliver = ({ deliveryId }) => run(deliveryId, async () => {
    await store.redeliverEvent({ webhookId, deliveryId });
    toast("The event is delivered again");
  });
  /** @param {SubmitEvent} event */
  const redeliverSpan = (event) => {
    event.preventDefault();
    const data = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
    /** @param {string} name */
    const time = (name) => new Date(`${data.get(name)}Z`);
    if (Number.isNaN(time("from").getTime()) || Number.isNaN(time("to").getTime())) {
      return;
    }
    run("span", async () => {
      await store.startRedelivery({ webhookId, body: {
        from: time("from").toISOString(), to: time("to").toISOString(),
        deliveries: data.get("deliveries") === "all" ? "all" : "undelivered",
      } });
      toast("The redelivery has started");
    });
  };
  /** @param {Delivery} delivery */
  const open = async ({ deliveryId }) => {
    if (opened?.deliveryId === deliveryId) {
      opened = undefined;
      update();
      return;
    }
    try {
      opened = (await store.getDelivery({ webhookId, deliveryId })).data;
    } catch (error) {
      refusal = error;
    }
    update();
  };

  /** @param {Delivery["attempts"][number]} attempt */
  const attemptText = ({ status, failure, milliseconds }) =>
    `${status ?? (failure === undefined ? "" : FAILURES[failure])}, ${count(milliseconds)} ms`;

  /** @param {Delivery} delivery @param {boolean} canRepeat */
  const deliveryRow = (delivery, canRepeat) => {
    const last = delivery.attempts.at(-1);
    const isOpen = opened?.deliveryId === delivery.deliveryId;
    return html`<tr>
      <td><button class="link-button" type="button" aria-expanded=${isOpen ? "true" : "false"} @click=${() => open(delivery)}>${dateTime(delivery.time)}</button></td>
      <td data-label="Type">${typeName(delivery.type)}</td>
      <td data-label="Status"><span class="badge ${STATUS[delivery.status].tone}">${STATUS[delivery.status].text}</span>
        ${delivery.nextAttemptAt === undefined ? nothing : html`<br><span class="small soft">next ${dateTime(delivery.nextAttemptAt)}</span>`}</td>
      <td data-label="Last answer">${last === undefined ? "–" : attemptText(last)}${delivery.attempts.length > 1 ? html`<br><span class="small soft">${plural(delivery.attempts.length, "attempt")}</span>` : nothing}</td>
      <td><button class="icon-button" type="button" aria-label="Deliver again" title="Deliver again" ?disabled=${!canRepeat} aria-busy=${running === delivery.deliveryId} @click=${() => redeliver(delivery)}>${icon("repeat")}</button></td></tr>
      ${!isOpen || opened === undefined ? nothing : html`<tr><td colspan="5"><div class="stack">
        <ol class="small">${opened.attempts.map((attempt) => html`<li>${dateTime(attempt.at)}: ${attemptText(attempt)}</li>`)}</ol>
        <pre class="code limited" tabindex="0">${pretty(opened.payload)}</pre></div></td></tr>`}`;
  };

  /** @param {State} state */
  const deliveriesView = ({ deliveries, webhook }) => html`
    <section class="stack" aria-labelledby="deliveries"><h2 id="deliveries">Deliveries</h2>
      ${deliveries.length === 0 ? html`<p class="soft">None in the last 30 days.</p>` : html`
      <div class="table-scroll" tabindex="0" role="group" aria-labelledby="deliveries"><table class="table">
        <thead><tr><th scope="col">Event</th><th scope="col">Type</th><th scope="col">Status</th><th scope="col">Last answer</th><th><span class="visually-hidden">Deliver again</span></th></tr></thead>
        <tbody>${repeat(deliveries, ({ deliveryId }) => deliveryId, (delivery) => deliveryRow(delivery, webhook.status === "enabled"))}</tbody>
      </table></div>
      ${deliveries.length === LISTED ? html`<p class="small soft">The last ${LISTED}.</p>` : nothing}`}
    </section>`;

  /** @param {State} state */
  const redeliveryView = ({ redelivery, webhook }) => html`
    <form class="panel stack" aria-labelledby="again" @submit=${redeliverSpan}>
      <h2 id="again">Deliver again</h2>
      <p class="small soft">The events of a time span, in UTC, up to 10,000 at a time.</p>
      <div class="field"><label for="from">From</label><input class="input" id="from" name="from" type="datetime-local" required value=${localTime(Date.now() - DAY_MILLIS)}></div>
      <div class="field"><label for="to">To</label><input class="input" id="to" name="to" type="datetime-local" required value=${localTime(Date.now() + DAY_MILLIS)}></div>
      ${selectField({ name: "deliveries", label: "Deliveries", errors: new Map(), choices: REDELIVERED, value: "undelivered" })}
      ${redelivery === undefined ? nothing : html`<p class="small" role="status">${redelivery.status === "running" ? "Running" : "The last one"}: ${plural(redelivery.redelivered, "event")}
        ${redelivery.continueFrom === undefined ? nothing : html`, to be continued from ${dateTime(redelivery.continueFrom)}`}</p>`}
      <div><button class="button secondary" ?disabled=${webhook.status !== "enabled"} aria-busy=${running === "span"}>Deliver again</button></div>
    </form>`;

  const secretForm = () => html`
    <form class="panel stack" aria-labelledby="secret" @submit=${rotate}>
      <h2 id="secret">Signing secret</h2>
      <p class="small soft">A new secret replaces the present one, which events are signed with too for a while.</p>
      ${selectField({ name: "overlapHours", label: "The present secret stays valid", errors: new Map(), choices: OVERLAPS, value: "24" })}
      <div><button class="button secondary" aria-busy=${running === "rotate"}>Replace the secret</button></div>
    </form>`;

  /** @param {State} state */
  const view = (state) => {
    const { webhook } = state;
    return html`
      <div class="workspace-page stack loose">
        <nav class="breadcrumbs" aria-label="Path"><ol><li><a href="/admin/webhooks">Webhooks</a></li><li aria-current="page">${webhookName(webhook)}</li></ol></nav>
        <div class="spread"><div class="cluster"><h1>${webhookName(webhook)}</h1>${webhookBadge(webhook)}</div>
          <div class="cluster">
            <button class="button secondary" type="button" ?disabled=${webhook.status !== "enabled"} aria-busy=${running === "test"} @click=${sendTest}>Send a test event</button>
            <button class="button secondary" type="button" aria-busy=${running === "status"} @click=${() => setStatus(state, webhook.status === "enabled" ? "paused" : "enabled")}>${webhook.status === "enabled" ? "Pause" : "Enable"}</button>
          </div></div>
        ${live.error === undefined ? nothing : adminProblemView(live.error)}
        ${refusal === undefined ? nothing : adminProblemView(refusal)}
        ${webhook.status !== "disabled" ? nothing : html`<div class="notice negative" role="alert">${icon("warning")}<div><strong>Disabled</strong>
          <p class="small">${webhook.disabledReason === "gone" ? "The receiver responded that it is gone (410)." : "No event could be delivered for three days."} When the receiver works again, enable the webhook and deliver the events again.</p></div></div>`}
        ${secret === undefined ? nothing : secretView(secret)}
        <p><code>${webhook.url}</code><br>
          <span class="small soft">${webhook.failingSince === undefined ? nothing : html`Failing since ${dateTime(webhook.failingSince)}. `}${webhook.previousSecretExpiresAt === undefined ? nothing : html`Signed with two secrets until ${dateTime(webhook.previousSecretExpiresAt)}. `}Created ${dateTime(webhook.createdAt)} by ${webhook.createdBy}</span></p>
        ${deliveriesView(state)}
        <div class="with-aside">
          ${keyed(state.etag, html`<form class="panel stack" novalidate aria-labelledby="change" @submit=${(/** @type {SubmitEvent} */ event) => change(event, state)}>
            <h2 id="change">Settings</h2>
            ${webhookFields(webhook, errors)}
            <div class="cluster"><button class="button" aria-busy=${running === "change"}>Save</button>
              <button class="button quiet" type="button" aria-busy=${running === "remove"} @click=${remove}>${icon("trash")} Delete</button></div>
          </form>`)}
          <div class="stack loose">${keyed(webhookId, redeliveryView(state))}${secretForm()}</div>
        </div>
      </div>`;
  };

  return {
    title: () => live.value === undefined ? "Webhook" : webhookName(live.value.webhook),
    view: () => {
      if (live.value !== undefined) {
        return view(live.value);
      }
      if (live.error === undefined) {
        return html`<div class="workspace-page stack" aria-busy="true"><div class="skeleton block"></div></div>`;
      }
      return problemKind(live.error) === "not-found" ? notFoundView("There is no such webhook.")
        : html`<div class="workspace-page">${adminProblemView(live.error, () => { live.refresh(); })}</div>`;
    },
    close: () => live.close(),
  };
}

/** @param {unknown} error */
function notFound(error) {
  if (problemKind(error) === "not-found") {
    return undefined;
  }
  throw error;
}

/** @param {number} millis */
function localTime(millis) {
  return new Date(millis).toISOString().slice(0, 16);
}

/** @param {string | undefined} json */
function pretty(json) {
  return json === undefined ? "" : JSON.stringify(JSON.parse(json), undefined, 2);
}
