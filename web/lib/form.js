import { html, nothing } from "./html.js";
import { icon } from "./icons.js";

/** @typedef {Map<string, string>} FieldErrors messages by the names of fields */

/**
 * What the browser finds wrong with a form's fields. The first of them receives the focus.
 *
 * @param {HTMLFormElement} form with `novalidate`, so that the page shows the messages itself
 * @returns {FieldErrors}
 */
export function fieldErrors(form) {
  const controls = [...form.elements].filter((element) => element instanceof HTMLInputElement || element instanceof HTMLSelectElement
    || element instanceof HTMLTextAreaElement);
  const invalid = controls.filter((control) => !control.checkValidity());
  invalid[0]?.focus();
  return new Map(invalid.map((control) => [control.name, control.validationMessage]));
}

/**
 * A form's values as the body of a request: a field named `a.b` is a member of `a`. Empty fields are left out.
 *
 * @param {HTMLFormElement} form
 * @returns {Record<string, any>}
 */
export function formBody(form) {
  /** @type {Record<string, any>} */
  const body = {};
  for (const [name, value] of new FormData(form)) {
    const text = String(value).trim();
    if (text === "") {
      continue;
    }
    const path = name.split(".");
    let target = body;
    for (const step of path.slice(0, -1)) {
      target = target[step] ??= {};
    }
    target[path.at(-1) ?? name] = text;
  }
  return body;
}

/**
 * A labelled text field with its hint and its error.
 *
 * @param {object} options
 * @param {string} options.name as in the request's body
 * @param {string} [options.id] unique on the page, where several forms have fields of this name
 * @param {string} options.label
 * @param {FieldErrors} options.errors
 * @param {string} [options.type]
 * @param {string} [options.autocomplete]
 * @param {string} [options.hint]
 * @param {string} [options.value] the first one
 * @param {boolean} [options.required]
 * @param {number} [options.maxLength]
 * @param {string} [options.list] the ID of a `datalist`
 * @param {number} [options.min] of a number
 * @param {number} [options.max]
 */
export function textField({ name, id = `field-${name}`, label, errors, type = "text", autocomplete, hint, value, required = true, maxLength = 200, list, min, max }) {
  const error = errors.get(name);
  const described = [hint === undefined ? "" : `${id}-hint`, error === undefined ? "" : `${id}-error`].join(" ").trim();
  return html`
    <div class="field">
      <label for=${id}>${label}${required ? nothing : html` <span class="faint">(optional)</span>`}</label>
      <input class="input" id=${id} name=${name} type=${type} value=${value ?? ""} maxlength=${maxLength} ?required=${required}
        autocomplete=${autocomplete ?? "off"} list=${list ?? nothing} min=${min ?? nothing} max=${max ?? nothing} aria-invalid=${error === undefined ? nothing : "true"} aria-describedby=${described === "" ? nothing : described}>
      ${hint === undefined ? nothing : html`<p class="hint" id="${id}-hint">${hint}</p>`}
      ${errorView(id, error)}
    </div>`;
}

/**
 * @param {object} options
 * @param {string} options.name
 * @param {string} [options.id] unique on the page, where several forms have fields of this name
 * @param {string} options.label
 * @param {FieldErrors} options.errors
 * @param {readonly { value: string, text: string }[]} options.choices
 * @param {string | undefined} options.value the first one
 * @param {string} [options.autocomplete]
 */
export function selectField({ name, id = `field-${name}`, label, errors, choices, value, autocomplete }) {
  const error = errors.get(name);
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      <select class="input" id=${id} name=${name} autocomplete=${autocomplete ?? "off"} aria-invalid=${error === undefined ? nothing : "true"}
        aria-describedby=${error === undefined ? nothing : `${id}-error`}>
        ${choices.map((choice) => html`<option value=${choice.value} ?selected=${choice.value === value}>${choice.text}</option>`)}
      </select>
      ${errorView(id, error)}
    </div>`;
}

/**
 * @param {string} id
 * @param {string | undefined} error
 */
function errorView(id, error) {
  return error === undefined ? nothing : html`<p class="error" id="${id}-error">${icon("warning")} ${error}</p>`;
}
