import { amountText, dateTime } from "../../lib/format.js";
import { fieldErrors, selectField, textField } from "../../lib/form.js";
import { html, keyed, nothing, repeat } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { Loading } from "../../lib/loading.js";
import { problemKind } from "../../lib/problem.js";
import { toast } from "../../lib/toast.js";
import { update } from "../../lib/view.js";
import { ProblemError } from "../../sdk/lib/index.js";
import { row } from "../parts/product-form.js";
import { limitText, localTime, MAX, methodRow, placesText, promotionRow, rowsOf, rulesOf, zoneRow } from "../parts/rules-form.js";
import { store } from "../store.js";
import { adminProblemView } from "./sign-in.js";

/**
 * @typedef {import("../parts/rules-form.js").Rules} Rules
 * @typedef {import("../parts/rules-form.js").Rows} Rows
 * @typedef {{ rules: Rules, etag: string | undefined }} Version
 */

const BASES = [{ value: "VALUE", text: "By value" }, { value: "WEIGHT", text: "By weight" }];
const KINDS = [
  { value: "PERCENT", text: "Percent off" }, { value: "AMOUNT", text: "Amount off" }, { value: "FREE_SHIPPING", text: "Free shipping" },
  { value: "BUY_X_GET_Y", text: "Buy some, get some" },
];
const BUYERS = [{ value: "", text: "Everybody" }, { value: "signedIn", text: "Signed-in customers" }, { value: "firstOrder", text: "First order of a customer" }];
const INCLUSIONS = [{ value: "true", text: "Prices include taxes" }, { value: "false", text: "Taxes are added to prices" }];

/** Those that show their errors themselves. */
const CONDITION_FIELDS = ["minSubtotal", "products", "categories", "from", "until"];

/**
 * The rules for shipping, taxes and promotions. They are written only if nobody else has changed them since they were read.
 *
 * @returns {import("../../lib/router.js").Page}
 */
export function rulesPage() {
  /** @param {AbortSignal} [signal] @returns {Promise<Version>} */
  const read = async (signal) => {
    const { data, etag } = await store.getRules({}, signal === undefined ? {} : { signal });
    return { rules: data, etag };
  };
  const loading = new Loading(read);
  let isSaving = false;
  /** @type {Map<string, string>} */
  let errors = new Map();
  /** @type {unknown} */
  let refusal;
  /** @type {{ of: Rules, rows: Rows } | undefined} */
  let form;
  /** @param {Rules} rules */
  const rowsFor = (rules) => {
    if (form?.of !== rules) {
      form = { of: rules, rows: rowsOf(rules) };
    }
    return form.rows;
  };

  /**
   * @template {{ key: number }} T
   * @param {T[]} list
   * @param {T} item
   * @param {string} focus the name of the field that receives the focus
   */
  const add = (list, item, focus) => {
    list.push(item);
    update();
    // After it is drawn.
    queueMicrotask(() => /** @type {HTMLElement | null} */ (document.querySelector(`[name="${CSS.escape(focus)}"]`))?.focus());
  };
  /**
   * @param {{ key: number }[]} list
   * @param {number} key
   */
  const remove = (list, key) => {
    list.splice(list.findIndex((one) => one.key === key), 1);
    errors = new Map();
    update();
  };

  /**
   * @param {SubmitEvent} event
   * @param {Version} version
   */
  const submit = async (event, { rules, etag }) => {
    event.preventDefault();
    const element = /** @type {HTMLFormElement} */ (event.currentTarget);
    errors = fieldErrors(element);
    const result = rulesOf(rowsFor(rules), new FormData(element), rules.currency);
    errors = new Map([...result.errors, ...errors]);
    if (errors.size > 0 || isSaving) {
      update();
      return;
    }
    isSaving = true;
    refusal = undefined;
    update();
    try {
      left.clear();
      const saved = await store.putRules({ body: result.body, ifMatch: etag ?? "" });
      loading.value = { rules: saved.data, etag: saved.etag };
      toast("Saved: they apply within a minute");
    } catch (error) {
      refusal = error;
      errors = error instanceof ProblemError && error.status === 400 && "errors" in error.problem
        ? new Map((error.problem.errors ?? []).map(({ field, message }) => [field, message]))
        : new Map();
    }
    isSaving = false;
    update();
  };
  const takeTheirs = async () => {
    refusal = undefined;
    try {
      loading.value = await read();
      errors = new Map();
    } catch (error) {
      refusal = error;
    }
    update();
  };

  /** @param {string} at */
  const cellErrors = (at) => [...errors].filter(([name]) => name.startsWith(`${at}.`))
    .map(([name, message]) => ({ name: name.slice(at.length + 1), message })).filter(({ name }) => !CONDITION_FIELDS.includes(name))
    .map(({ name, message }) => html`<p class="small cell-error">${icon("warning")} ${name} ${message}</p>`);

  /**
   * @param {string} name
   * @param {string} label
   * @param {string | number | undefined} value
   * @param {{ required?: boolean, numeric?: boolean, max?: number, placeholder?: string }} [options]
   */
  const cell = (name, label, value, { required = false, numeric = false, max = 80, placeholder = "" } = {}) => html`
    <input class="input ${numeric ? "number-input" : "text-input"}" name=${name} aria-label=${label} value=${value ?? ""} maxlength=${max} placeholder=${placeholder}
      inputmode=${numeric ? "decimal" : nothing} ?required=${required} autocomplete="off" spellcheck="false" aria-invalid=${errors.has(name) ? "true" : nothing}
      aria-describedby=${errors.has(name) ? `error-${name}` : nothing}>${errors.has(name) ? html`<p class="small cell-error" id="error-${name}">${errors.get(name)}</p>` : nothing}`;

  /** @param {string} text @param {() => void} go */
  const removeButton = (text, go) => html`<button class="icon-button" type="button" aria-label=${text} title=${text} @click=${go}>${icon("trash")}</button>`;

  /** @param {Rows} rows */
  const ratesView = ({ rates }) => html`
    <section class="panel stack" aria-labelledby="rates">
      <h2 id="rates">Tax rates</h2>
      <p class="small soft">Rates of the same name are alternatives: a region comes before its country, and a tax category before all goods. Rates of different names are charged together.</p>
      ${rates.length === 0 ? html`<p class="soft">No taxes.</p>` : html`
      <div class="table-scroll" tabindex="0" role="group" aria-labelledby="rates"><table class="table">
        <thead><tr><th scope="col">Name</th><th scope="col">Country</th><th scope="col">Region</th><th scope="col">Tax category</th><th scope="col" class="number">Percent</th><th><span class="visually-hidden">Remove</span></th></tr></thead>
        <tbody>${repeat(rates, ({ key }) => key, ({ key, was }, i) => html`<tr>
          <td data-label="Name">${cell(`taxRates[${i}].name`, "Name", was?.name, { required: true, max: 40, placeholder: "VAT" })}</td>
          <td data-label="Country">${cell(`taxRates[${i}].country`, "Country", was?.country, { required: true, max: 2, placeholder: "DE" })}</td>
          <td data-label="Region">${cell(`taxRates[${i}].region`, "Region", was?.region, { max: 3, placeholder: "all" })}</td>
          <td data-label="Tax category">${cell(`taxRates[${i}].category`, "Tax category", was?.category, { max: 40, placeholder: "all goods" })}</td>
          <td data-label="Percent" class="number">${cell(`taxRates[${i}].rate`, "Percent", was?.rate, { required: true, numeric: true, max: 8, placeholder: "19" })}</td>
          <td>${removeButton("Remove the rate", () => remove(rates, key))}</td></tr>`)}</tbody>
      </table></div>`}
      ${errors.has("taxRates") ? html`<p class="error">${icon("warning")} ${errors.get("taxRates")}</p>` : nothing}
      <div><button class="button secondary compact" type="button" ?disabled=${rates.length >= MAX.rates}
        @click=${() => add(rates, row(undefined), `taxRates[${rates.length}].name`)}>${icon("plus")} Add a rate</button></div>
    </section>`;

  /**
   * @param {Rows["zones"]} zones
   * @param {Rows["zones"][number]} zone
   * @param {number} i
   * @param {string} currency
   */
  const zoneView = (zones, { key, was, methods }, i, currency) => {
    const at = `shippingZones[${i}]`;
    return html`
      <section class="panel stack" aria-label="Shipping zone ${i + 1}">
        <div class="spread"><h3>${was?.name ?? "New zone"}</h3>${removeButton("Remove the zone", () => remove(zones, key))}</div>
        <div class="field-row">
          ${textField({ name: `${at}.name`, label: "Name", errors, value: was?.name ?? "", maxLength: 80 })}
          ${textField({ name: `${at}.places`, label: "Countries and regions", errors, value: placesText(was?.places), required: false, maxLength: 2000, hint: "Such as DE, AT, US-CA. Empty: the rest of the world" })}
        </div>
        ${repeat(methods, (method) => method.key, (method, j) => methodView(methods, method, `${at}.methods[${j}]`, currency))}
        ${errors.has(`${at}.methods`) ? html`<p class="error">${icon("warning")} ${errors.get(`${at}.methods`)}</p>` : nothing}
        <div><button class="button secondary compact" type="button" ?disabled=${methods.length >= MAX.methods}
          @click=${() => add(methods, methodRow(), `${at}.methods[${methods.length}].name`)}>${icon("plus")} Add a method</button></div>
      </section>`;
  };

  /**
   * @param {Rows["zones"][number]["methods"]} methods
   * @param {Rows["zones"][number]["methods"][number]} method
   * @param {string} at
   * @param {string} currency
   */
  const methodView = (methods, { key, was, steps }, at, currency) => html`
    <fieldset class="method stack">
      <legend class="visually-hidden">Method ${was?.name ?? ""}</legend>
      <div class="field-row">
        ${textField({ name: `${at}.name`, label: "Method", errors, value: was?.name ?? "", maxLength: 80 })}
        ${selectField({ name: `${at}.basis`, label: "Price", errors, choices: BASES, value: was?.basis ?? "VALUE" })}
        ${textField({ name: `${at}.freeFrom`, label: `Free from (${currency})`, errors, value: amountText(was?.freeFrom, currency), required: false, maxLength: 16 })}
        ${textField({ name: `${at}.taxCategory`, label: "Tax category", errors, value: was?.taxCategory ?? "", required: false, maxLength: 40 })}
      </div>
      <div class="table-scroll" tabindex="0" role="group" aria-label="Prices"><table class="table">
        <thead><tr><th scope="col" class="number">Up to (${currency} or grams)</th><th scope="col" class="number">Price (${currency})</th><th><span class="visually-hidden">Remove</span></th></tr></thead>
        <tbody>${repeat(steps, (step) => step.key, (step, k) => html`<tr>
          <td data-label="Up to (${currency} or grams)" class="number">${cell(`${at}.steps[${k}].upTo`, "Up to", limitText(was, step.was?.upTo, currency), { numeric: true, max: 16, placeholder: "no limit" })}</td>
          <td data-label="Price (${currency})" class="number">${cell(`${at}.steps[${k}].price`, "Price", amountText(step.was?.price, currency), { required: true, numeric: true, max: 16, placeholder: "4.90" })}</td>
          <td>${steps.length > 1 ? removeButton("Remove the price", () => remove(steps, step.key)) : nothing}</td></tr>`)}</tbody>
      </table></div>
      ${errors.has(`${at}.steps`) || errors.has(`${at}.id`) ? html`<p class="error">${icon("warning")} ${errors.get(`${at}.steps`) ?? "The name of a method must be unique in its zone"}</p>` : nothing}
      <div class="cluster"><button class="button quiet compact" type="button" ?disabled=${steps.length >= MAX.steps}
          @click=${() => add(steps, row(undefined), `${at}.steps[${steps.length}].upTo`)}>${icon("plus")} Add a price</button>
        ${methods.length > 1 ? html`<button class="button quiet compact" type="button" @click=${() => remove(methods, key)}>${icon("trash")} Remove the method</button>` : nothing}</div>
    </fieldset>`;

  /**
   * @param {Rows} rows
   * @param {string} currency
   */
  const promotionsView = ({ promotions }, currency) => html`
    <div class="stack">
      <h2>Promotions</h2>
      <p class="small soft">They apply in this order, each to what the ones before leave. Without a code, a promotion applies to every order that meets its conditions.</p>
      ${promotions.length === 0 ? html`<p class="soft">No promotions.</p>` : nothing}
      ${repeat(promotions, ({ key }) => key, (promotion, i) => promotionView(promotions, promotion, `promotions[${i}]`, currency))}
      <div><button class="button secondary compact" type="button" ?disabled=${promotions.length >= MAX.promotions}
        @click=${() => add(promotions, promotionRow(), `promotions[${promotions.length}].name`)}>${icon("plus")} Add a promotion</button></div>
    </div>`;

  /**
   * @param {Rows["promotions"]} promotions
   * @param {Rows["promotions"][number]} promotion
   * @param {string} at
   * @param {string} currency
   */
  const promotionView = (promotions, promotion, at, currency) => {
    const { key, was, kind } = promotion;
    const conditions = was?.conditions;
    /** @param {Event} event */
    const chosen = (event) => {
      promotion.kind = /** @type {typeof kind} */ (/** @type {HTMLSelectElement} */ (event.target).value);
      update();
    };
    return html`
      <section class="panel stack" aria-label="Promotion ${was?.name ?? ""}">
        <div class="spread"><h3>${was?.name ?? "New promotion"}</h3>${removeButton("Remove the promotion", () => remove(promotions, key))}</div>
        <div class="field-row">
          ${textField({ name: `${at}.name`, label: "Name", errors, value: was?.name ?? "", maxLength: 80, hint: "What customers read" })}
          ${textField({ name: `${at}.code`, label: "Code", errors, value: was?.code ?? "", required: false, maxLength: 30, hint: "Empty: automatic" })}
          ${textField({ name: `${at}.uses`, label: "Uses", errors, value: String(was?.uses ?? ""), required: false, maxLength: 7, hint: was?.uses === undefined ? "Empty: no limit" : usesHint(was.code) })}
          <div @change=${chosen}>${selectField({ name: `${at}.kind`, label: "What is reduced", errors, choices: KINDS, value: kind })}</div>
          ${kind === "PERCENT" || kind === "BUY_X_GET_Y" ? textField({ name: `${at}.percent`, label: "Percent", errors, value: String(was?.percent ?? (kind === "PERCENT" ? "" : 100)), maxLength: 8 }) : nothing}
          ${kind === "AMOUNT" ? textField({ name: `${at}.amount`, label: `Amount (${currency})`, errors, value: amountText(was?.amount, currency), maxLength: 16 }) : nothing}
          ${kind === "BUY_X_GET_Y" ? html`
            ${textField({ name: `${at}.buy`, label: "Buy", errors, value: String(was?.buy ?? ""), maxLength: 3 })}
            ${textField({ name: `${at}.get`, label: "Get", errors, value: String(was?.get ?? ""), maxLength: 3, hint: "The cheapest units" })}` : nothing}
        </div>
        <div class="field-row">
          ${textField({ name: `${at}.conditions.minSubtotal`, label: `From (${currency})`, errors, value: amountText(conditions?.minSubtotal, currency), required: false, maxLength: 16 })}
          ${textField({ name: `${at}.conditions.products`, label: "Products", errors, value: (conditions?.products ?? []).join(", "), required: false, maxLength: 7000, hint: "Their IDs. Empty: all" })}
          ${textField({ name: `${at}.conditions.categories`, label: "Categories", errors, value: (conditions?.categories ?? []).join(", "), required: false, maxLength: 7000, hint: "Such as shoes/boots. Empty: all" })}
        </div>
        <div class="field-row">
          ${textField({ name: `${at}.conditions.from`, label: "Begins", type: "datetime-local", errors, value: localTime(conditions?.from), required: false })}
          ${textField({ name: `${at}.conditions.until`, label: "Ends", type: "datetime-local", errors, value: localTime(conditions?.until), required: false })}
          ${selectField({ name: `${at}.conditions.buyer`, label: "For", errors, choices: BUYERS, value: conditions?.firstOrder ? "firstOrder" : conditions?.signedIn ? "signedIn" : "" })}
        </div>
        ${cellErrors(`${at}.conditions`)}
      </section>`;
  };

  /** @type {Map<string, string>} */
  const left = new Map();
  /** How many uses of a code are left, which is asked once for each. @param {string | undefined} code */
  const usesHint = (code = "") => {
    if (!left.has(code)) {
      left.set(code, "");
      // A new code has its uses a few seconds after it was saved.
      const again = () => setTimeout(() => {
        left.delete(code);
        update();
      }, 2000);
      store.getStock({ sku: `promotion:${code}` }).then(({ data }) => left.set(code, `${data.available} left`), again).finally(update);
    }
    return left.get(code) || "Can only be raised";
  };

  /** @param {Version} version */
  const view = (version) => {
    const { rules } = version;
    const rows = rowsFor(rules);
    return keyed(rules.version, html`
      <form class="stack loose" novalidate @submit=${(/** @type {SubmitEvent} */ event) => submit(event, version)}>
        ${refusalView()}
        <section class="panel stack" aria-labelledby="store">
          <h2 id="store">Store</h2>
          <div class="field-row">
            ${textField({ name: "country", label: "Country", errors, value: rules.country ?? "", required: false, maxLength: 2, hint: "Whose taxes apply until an address is known, such as DE" })}
            ${selectField({ name: "pricesIncludeTax", label: "Prices", errors, choices: INCLUSIONS, value: String(rules.pricesIncludeTax) })}
          </div>
        </section>
        ${ratesView(rows)}
        <div class="stack">
          <h2>Shipping zones</h2>
          ${rows.zones.length === 0 ? html`<p class="soft">Without zones, nothing is charged for shipping.</p>` : nothing}
          ${repeat(rows.zones, ({ key }) => key, (zone, i) => zoneView(rows.zones, zone, i, rules.currency))}
          <div><button class="button secondary compact" type="button" ?disabled=${rows.zones.length >= MAX.zones}
            @click=${() => add(rows.zones, zoneRow(), `shippingZones[${rows.zones.length}].name`)}>${icon("plus")} Add a zone</button></div>
        </div>
        ${promotionsView(rows, rules.currency)}
        <div class="cluster"><button class="button" aria-busy=${isSaving}>Save</button>
          ${rules.updatedAt === undefined ? nothing : html`<span class="small soft">Version ${rules.version}, saved ${dateTime(rules.updatedAt)} by ${rules.updatedBy ?? "somebody"}</span>`}</div>
      </form>`);
  };

  const refusalView = () => {
    if (refusal === undefined) {
      return nothing;
    }
    return problemKind(refusal) !== "precondition-failed" ? adminProblemView(refusal) : html`
      <section class="notice caution" role="alert">${icon("warning")}
        <div class="stack tight"><strong>Somebody else has changed the rules</strong><p class="small">Nothing of yours was saved.</p>
          <div class="actions"><button class="button compact" type="button" @click=${takeTheirs}>Show theirs</button></div></div></section>`;
  };

  return {
    title: () => "Shipping, taxes and promotions",
    view: () => html`
      <div class="workspace-page stack loose">
        <h1>Shipping, taxes and promotions</h1>
        ${loading.view({
          loading: () => html`<div class="skeleton block" aria-busy="true"></div>`,
          ready: (version) => html`${view(version)}`,
          failed: (error, retry) => adminProblemView(error, retry),
        })}
      </div>`,
    close: () => loading.close(),
  };
}
