import { ProblemError } from "../sdk/lib/index.js";
import { html, nothing } from "./html.js";
import { icon } from "./icons.js";

/**
 * What went wrong, in the store's words, with what finds the request in its logs.
 *
 * @param {unknown} error
 * @param {() => void} [retry]
 */
export function problemView(error, retry) {
  const { title, detail, fields, requestId } = described(error);
  return html`
    <div class="notice negative" role="alert">
      ${icon("warning")}
      <div>
        <strong>${title}</strong>
        ${detail === undefined ? nothing : html`<p>${detail}</p>`}
        ${fields.length === 0 ? nothing : html`
          <ul class="small">${fields.map(({ field, message }) => html`<li><code>${field}</code> ${message}</li>`)}</ul>`}
        ${requestId === undefined ? nothing : html`<p class="small soft">Request ID <code>${requestId}</code></p>`}
        ${retry === undefined ? nothing : html`
          <div class="actions"><button class="button secondary compact" type="button" @click=${retry}>Try again</button></div>`}
      </div>
    </div>`;
}

/**
 * @param {unknown} error
 * @returns {{ title: string, detail: string | undefined, fields: readonly { field: string, message: string }[], requestId: string | undefined }}
 */
function described(error) {
  if (error instanceof ProblemError) {
    const { problem } = error;
    const fields = "errors" in problem && Array.isArray(problem.errors) ? problem.errors : [];
    return { title: problem.title, detail: problem.detail, fields, requestId: error.correlationId };
  }
  // fetch has no other way to say that there was no response.
  if (error instanceof TypeError) {
    return { title: "The store can't be reached", detail: "Check your connection, then try again.", fields: [], requestId: undefined };
  }
  return { title: "Something went wrong on this page", detail: String(error), fields: [], requestId: undefined };
}

/**
 * The type of a problem without its prefix, such as `sold-out`; undefined for other errors.
 *
 * @param {unknown} error
 */
export function problemKind(error) {
  return error instanceof ProblemError ? error.problem.type.replace("urn:stampede:problem:", "") : undefined;
}
