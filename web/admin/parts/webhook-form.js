import { fieldErrors, textField } from "../../lib/form.js";
import { html, nothing } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { copyButton } from "../../lib/copy-button.js";
import { ProblemError } from "../../sdk/lib/index.js";
import { TYPE_GROUPS } from "./webhook-types.js";

/**
 * @typedef {import("../store.js").Schemas["Webhook"]} Webhook
 * @typedef {import("../store.js").Schemas["WebhookWrite"]} WebhookWrite
 * @typedef {import("../../lib/form.js").FieldErrors} FieldErrors
 */

/**
 * The fields of a webhook.
 *
 * @param {Webhook | undefined} was
 * @param {FieldErrors} errors
 */
export function webhookFields(was, errors) {
  const typesError = [...errors].find(([name]) => name === "types" || name.startsWith("types["))?.[1];
  return html`
    ${textField({ name: "url", label: "URL", type: "url", errors, value: was?.url ?? "", maxLength: 500, hint: "An https URL that accepts POST requests" })}
    ${textField({ name: "description", label: "Description", errors, value: was?.description ?? "", required: false })}
    <fieldset class="event-types stack"><legend>Events</legend>
      ${typesError === undefined ? nothing : html`<p class="error" role="alert">${icon("warning")} ${typesError}</p>`}
      ${TYPE_GROUPS.map(({ name, types }) => html`
        <fieldset class="stack tight"><legend class="small soft">${name}</legend>
          <div class="event-type-list">${Object.entries(types).map(([type, text]) => html`
            <label class="check"><input type="checkbox" name="types" value=${type} ?checked=${was?.types.some((one) => one === type) ?? false}>${text}</label>`)}</div></fieldset>`)}
    </fieldset>`;
}

/**
 * The request of a form with {@link webhookFields}, or what is wrong with it.
 *
 * @param {HTMLFormElement} form
 * @returns {{ body: WebhookWrite, errors: FieldErrors }}
 */
export function webhookOf(form) {
  const errors = fieldErrors(form);
  const data = new FormData(form);
  const types = /** @type {WebhookWrite["types"]} */ (data.getAll("types"));
  if (types.length === 0) {
    errors.set("types", "Choose at least one event");
  }
  const description = String(data.get("description")).trim();
  return {
    body: { url: String(data.get("url")).trim(), types, ...(description === "" ? {} : { description }) },
    errors,
  };
}

/**
 * The messages of a refused request by field.
 *
 * @param {unknown} error
 * @returns {FieldErrors}
 */
export function refusedFields(error) {
  return error instanceof ProblemError && error.status === 400 && "errors" in error.problem
    ? new Map((error.problem.errors ?? []).map(({ field, message }) => [field, message]))
    : new Map();
}

/** @param {string} secret */
export function secretView(secret) {
  return html`
    <section class="notice caution" aria-label="Signing secret">${icon("key")}
      <div class="stack tight"><strong>Copy the signing secret now</strong>
        <p class="small">Receivers verify events with it. It is not shown again.</p>
        <div class="cluster"><code class="signing-secret">${secret}</code>${copyButton(() => secret, "Copy the signing secret")}</div></div></section>`;
}
