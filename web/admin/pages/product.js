import { amountHint, amountText, dateTime, minorUnits } from "../../lib/format.js";
import { fieldErrors, selectField, textField } from "../../lib/form.js";
import { html, keyed, nothing, repeat } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { Loading } from "../../lib/loading.js";
import { problemKind } from "../../lib/problem.js";
import { toast } from "../../lib/toast.js";
import { update } from "../../lib/view.js";
import { ProblemError } from "../../sdk/lib/index.js";
import { attributeText, differences, edited, MAX, row, rowsOf, writeOf } from "../parts/product-form.js";
import { router } from "../routes.js";
import { store } from "../store.js";
import { notFoundView } from "./not-found.js";
import { adminProblemView } from "./sign-in.js";

/**
 * @typedef {import("../store.js").Schemas["AdminProduct"]} AdminProduct
 * @typedef {import("../store.js").Schemas["ProductWrite"]} ProductWrite
 * @typedef {{ product: AdminProduct, etag: string | undefined }} Version
 */

const STATUSES = [{ value: "published", text: "Published: shoppers see it" }, { value: "draft", text: "Draft: only admins see it" }];

/**
 * A product's form. A change is written only if nobody else has changed the product since it was read.
 *
 * @param {import("../../lib/router.js").Visit} visit
 * @returns {import("../../lib/router.js").Page}
 */
export function productPage({ params }) {
  const productId = params["productId"] ?? "";
  /** @param {AbortSignal} [signal] @returns {Promise<Version>} */
  const read = async (signal) => {
    const { data, etag } = await store.getAdminProduct({ productId }, signal === undefined ? {} : { signal });
    return { product: data, etag };
  };
  const loading = new Loading(read);
  let isSaving = false;
  /** @type {Map<string, string>} */
  let errors = new Map();
  /** @type {unknown} */
  let refusal;
  /** @type {{ mine: ProductWrite, theirs: Version } | undefined} */
  let conflict;
  /** @type {{ of: AdminProduct, rows: import("../parts/product-form.js").Rows } | undefined} */
  let form;
  /** @param {AdminProduct} product */
  const rowsFor = (product) => {
    if (form?.of !== product) {
      form = { of: product, rows: rowsOf(writeOf(product)) };
    }
    return form.rows;
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
   * @param {{ key: number, was: undefined | any }[]} list
   * @param {string} focus the name of the field that receives the focus
   */
  const add = (list, focus) => {
    list.push(row(undefined));
    update();
    // After it is drawn.
    queueMicrotask(() => /** @type {HTMLElement | null} */ (document.querySelector(`[name="${CSS.escape(focus)}"]`))?.focus());
  };

  /**
   * @param {ProductWrite} body
   * @param {string | undefined} etag
   */
  const save = async (body, etag) => {
    isSaving = true;
    refusal = undefined;
    conflict = undefined;
    update();
    try {
      const saved = await store.putProduct({ productId, body, ...(etag === undefined ? {} : { ifMatch: etag }) });
      loading.value = { product: saved.data, etag: saved.etag };
      toast("Saved");
    } catch (error) {
      if (problemKind(error) === "precondition-failed") {
        await compare(body);
      } else {
        refusal = error;
        errors = errorsOf(error);
      }
    }
    isSaving = false;
    update();
  };

  /** @param {ProductWrite} mine */
  const compare = async (mine) => {
    try {
      conflict = { mine, theirs: await read() };
    } catch (error) {
      refusal = error;
    }
  };

  /**
   * @param {SubmitEvent} event
   * @param {Version} version
   */
  const submit = (event, { product, etag }) => {
    event.preventDefault();
    const element = /** @type {HTMLFormElement} */ (event.currentTarget);
    errors = fieldErrors(element);
    const result = edited(writeOf(product), rowsFor(product), new FormData(element), product.currency);
    errors = new Map([...result.errors, ...errors]);
    if (errors.size > 0 || isSaving) {
      update();
      return;
    }
    save(result.body, etag);
  };
  const takeTheirs = () => {
    if (conflict !== undefined) {
      loading.value = conflict.theirs;
      conflict = undefined;
      update();
    }
  };

  /** @param {{ mine: ProductWrite, theirs: Version }} both */
  const conflictView = ({ mine, theirs }) => {
    const { product, etag } = theirs;
    return html`
      <section class="notice caution" role="alert">${icon("warning")}
        <div class="stack tight"><strong>Somebody else has changed this product</strong>
          <p class="small">${product.updatedBy ?? "Somebody"} changed it on ${dateTime(product.updatedAt)}, after you opened it. Nothing of yours was saved. The versions differ in:</p>
          <div class="table-scroll" tabindex="0" role="group" aria-label="Differences"><table class="table">
            <thead><tr><th scope="col">Field</th><th scope="col">Yours</th><th scope="col">Theirs</th></tr></thead>
            <tbody>${differences(mine, writeOf(product), product.currency).map(({ name, mine: a, theirs: b }) => html`<tr><th scope="row">${name}</th><td data-label="Yours">${a}</td><td data-label="Theirs">${b}</td></tr>`)}</tbody>
          </table></div>
          <div class="actions">
            <button class="button compact" type="button" aria-busy=${isSaving} @click=${() => save(mine, etag)}>Replace theirs with mine</button>
            <button class="button secondary compact" type="button" @click=${takeTheirs}>Discard mine</button></div></div>
      </section>`;
  };

  /** @param {Version} version */
  const formView = (version) => {
    const { product } = version;
    const { currency } = product;
    const rows = rowsFor(product);
    /** @param {string} name */
    const error = (name) => errors.get(name);
    /**
     * @param {string} name
     * @param {string} label
     * @param {string} value
     * @param {string} [inputmode]
     * @param {string} [kind]
     */
    const cell = (name, label, value, inputmode = "decimal", kind = "number-input") => html`
      <input class="input ${kind}" name=${name} inputmode=${inputmode} autocomplete="off" aria-label=${label} value=${value}
        aria-invalid=${error(name) === undefined ? nothing : "true"}>${error(name) === undefined ? nothing : html`<span class="small cell-error">${error(name)}</span>`}`;
    return html`
      <form class="with-aside" novalidate @submit=${(/** @type {SubmitEvent} */ event) => submit(event, version)}>
        <div class="stack loose">
          <section class="panel stack" aria-labelledby="texts"><h2 id="texts">What shoppers read</h2>
            ${textField({ name: "title", label: "Title", errors, value: product.title })}
            ${textField({ name: "summary", label: "Summary", errors, value: product.summary ?? "", required: false, maxLength: 300 })}
            <div class="field"><label for="field-description">Description <span class="faint">(optional)</span></label>
              <textarea class="input" id="field-description" name="description" rows="6" maxlength="4000" .value=${product.description ?? ""}></textarea>
              ${error("description") === undefined ? nothing : html`<p class="error">${icon("warning")} ${error("description")}</p>`}</div>
          </section>
          <section class="panel stack" aria-labelledby="variants"><h2 id="variants">Variants</h2>
            <ul class="variants">${repeat(rows.variants, ({ key }) => key, ({ key, was }, i) => {
              const sku = was?.sku ?? `new variant ${i + 1}`;
              const at = `variants[${i}]`;
              return html`<li class="stack tight">
                <div class="spread">
                  ${was === undefined ? html`<label class="field grow"><span class="label">SKU</span>${cell(`${at}.sku`, `SKU of ${sku}`, "", "text", "text-input")}</label>`
                    : html`<span><a href="/admin/stock/${sku}"><code>${sku}</code></a> ${availabilityBadge(product.variants.find((variant) => variant.sku === sku)?.availability ?? "IN_STOCK")}</span>`}
                  ${rows.variants.length === 1 ? nothing : removeButton(sku, () => remove(rows.variants, key))}</div>
                <div class="variant-fields">
                  ${rows.options.map((name, j) => html`<label class="field"><span class="label">${name}</span>${cell(`${at}.options[${j}]`, `${name} of ${sku}`, was?.options?.[name] ?? "", "text", "text-input")}${error(`${at}.options.${name}`) === undefined ? nothing : html`<span class="small cell-error">${error(`${at}.options.${name}`)}</span>`}</label>`)}
                  <label class="field"><span class="label">Price (${currency})</span>${cell(`${at}.price`, `Price of ${sku}`, amountText(was?.price, currency))}</label>
                  <label class="field"><span class="label">Usual price</span>${cell(`${at}.compareAtPrice`, `Usual price of ${sku}`, amountText(was?.compareAtPrice, currency))}</label>
                  <label class="field"><span class="label">Per order</span>${cell(`${at}.maxPerOrder`, `Limit per order of ${sku}`, String(was?.maxPerOrder ?? ""), "numeric")}</label>
                  <label class="field"><span class="label">Per customer</span>${cell(`${at}.maxPerCustomer`, `Limit per customer of ${sku}`, String(was?.maxPerCustomer ?? ""), "numeric")}</label>
                </div>
                <label class="check"><input type="checkbox" name=${`${at}.requiresSignIn`} aria-label="Only signed-in customers can buy ${sku}" ?checked=${was?.requiresSignIn === true}> <span>Only signed-in customers can buy it</span></label></li>`;
            })}</ul>
            <div class="field-row bottom">
              <div class="field"><label for="field-option-names">Options <span class="faint">(optional)</span></label>
                <input class="input" id="field-option-names" autocomplete="off" value=${rows.options.join(", ")} aria-describedby="field-option-names-hint"
                  @change=${(/** @type {Event} */ event) => {
                    const names = /** @type {HTMLInputElement} */ (event.currentTarget).value.split(",").map((name) => name.trim()).filter((name) => name !== "");
                    rows.options = [...new Set(names)].slice(0, MAX.options);
                    update();
                  }}>
                <p class="hint" id="field-option-names-hint">What variants differ in, such as size, color. At most ${MAX.options}.</p></div>
              <button class="button secondary compact" type="button" ?disabled=${rows.variants.length >= MAX.variants} @click=${() => add(rows.variants, `variants[${rows.variants.length}].sku`)}>${icon("plus")} Add a variant</button></div>
            ${error("options") === undefined ? nothing : html`<p class="error">${icon("warning")} ${error("options")}</p>`}
          </section>
          <section class="panel stack" aria-labelledby="pictures"><h2 id="pictures">Pictures</h2>
            ${rows.media.length === 0 ? html`<p class="soft">None yet. The first one is shown in lists.</p>` : html`<ol class="picture-rows">${repeat(rows.media, ({ key }) => key, ({ key, was }, i) => html`<li>
              ${was === undefined ? html`<span class="picture-blank">${icon("tag")}</span>` : html`<img src=${was.url} alt="" width="64" height="64" loading="lazy">`}
              <div class="grow stack tight">
                ${cell(`media[${i}].url`, `URL of picture ${i + 1}`, was?.url ?? "", "url", "text-input")}
                ${cell(`media[${i}].alt`, `What picture ${i + 1} shows`, was?.alt ?? "", "text", "text-input")}</div>
              ${i === 0 ? nothing : html`<button class="icon-button" type="button" aria-label="Show picture ${i + 1} first" title="Show first" @click=${() => { rows.media.unshift(...rows.media.splice(i, 1)); update(); }}>${icon("home")}</button>`}
              ${removeButton(`picture ${i + 1}`, () => remove(rows.media, key))}</li>`)}</ol>`}
            <div><button class="button secondary compact" type="button" ?disabled=${rows.media.length >= MAX.media} @click=${() => add(rows.media, `media[${rows.media.length}].url`)}>${icon("plus")} Add a picture</button></div>
          </section>
          <section class="panel stack" aria-labelledby="attributes"><h2 id="attributes">Attributes</h2>
            <p class="small soft">Shoppers filter by them. <code>42</code> is a number, <code>true</code> a yes, and texts with commas between them are a list.</p>
            ${rows.attributes.length === 0 ? nothing : html`<div class="stack tight">${repeat(rows.attributes, ({ key }) => key, ({ key, was }, i) => html`<div class="attribute-row">
              <div>${cell(`attributes[${i}].name`, `Name of attribute ${i + 1}`, was?.[0] ?? "", "text", "text-input")}</div>
              <div>${cell(`attributes[${i}].value`, `Value of attribute ${i + 1}`, attributeText(was?.[1]), "text", "text-input")}</div>
              ${removeButton(was?.[0] ?? `attribute ${i + 1}`, () => remove(rows.attributes, key))}</div>`)}</div>`}
            <div><button class="button secondary compact" type="button" ?disabled=${rows.attributes.length >= MAX.attributes} @click=${() => add(rows.attributes, `attributes[${rows.attributes.length}].name`)}>${icon("plus")} Add an attribute</button></div>
          </section>
        </div>
        <div class="stack loose">
          <section class="panel stack" aria-labelledby="publish"><h2 id="publish">Publish</h2>
            ${selectField({ name: "status", label: "Status", errors, choices: STATUSES, value: product.status })}
            ${textField({ name: "category", label: "Category", errors, value: product.category, hint: "Such as clothing/shoes" })}
            ${textField({ name: "slug", label: "Slug", errors, value: product.slug, required: false, hint: "The address in the shop. The former one redirects." })}
            ${textField({ name: "tags", label: "Tags", errors, value: product.tags.join(", "), required: false, hint: "Separated by commas", maxLength: 900 })}
            <button class="button wide" aria-busy=${isSaving}>Save</button>
          </section>
          <section class="panel stack" aria-labelledby="about"><h2 id="about">About it</h2>
            <dl class="facts">
              <div><dt>ID</dt><dd><code>${product.productId}</code></dd></div>
              <div><dt>Created</dt><dd>${dateTime(product.createdAt)}</dd></div>
              <div><dt>Changed</dt><dd>${dateTime(product.updatedAt)}${product.updatedBy === undefined ? nothing : html`<br>by ${product.updatedBy}`}</dd></div>
            </dl>
            ${product.status === "published" ? html`<a class="button secondary compact" href="/products/${product.slug}">${icon("external")} Show in the shop</a>` : nothing}
          </section>
        </div>
      </form>`;
  };

  /** @param {Version} version */
  const view = (version) => html`
    <div class="workspace-page stack loose">
      <nav class="breadcrumbs" aria-label="Path"><ol><li><a href="/admin/products">Products</a></li><li aria-current="page">${version.product.title}</li></ol></nav>
      <div class="cluster"><h1>${version.product.title}</h1><span class="badge ${version.product.status === "published" ? "positive" : ""}">${version.product.status === "published" ? "Published" : "Draft"}</span></div>
      ${conflict === undefined ? nothing : conflictView(conflict)}
      ${refusal === undefined ? nothing : adminProblemView(refusal)}
      ${keyed(version.etag, formView(version))}
    </div>`;

  return {
    title: () => loading.value?.product.title ?? "",
    view: () => loading.view({
      loading: () => html`<div class="workspace-page stack" aria-busy="true"><div class="skeleton block"></div></div>`,
      ready: view,
      failed: (error, retry) => problemKind(error) === "not-found" ? notFoundView("There is no product with this ID.")
        : html`<div class="workspace-page">${adminProblemView(error, retry)}</div>`,
    }),
    close: () => loading.close(),
  };
}

/** @returns {import("../../lib/router.js").Page} */
export function newProductPage() {
  // The store's currency, which decides how its price is typed.
  const loading = new Loading(async (signal) => (await store.getRules({}, { signal })).data.currency);
  let isSaving = false;
  /** @type {Map<string, string>} */
  let errors = new Map();
  /** @type {unknown} */
  let refusal;

  /** @param {SubmitEvent} event @param {string} currency */
  const submit = async (event, currency) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    const data = new FormData(form);
    errors = fieldErrors(form);
    const productId = String(data.get("productId")).trim();
    const price = minorUnits(String(data.get("price")), currency);
    if (price === undefined && !errors.has("price")) {
      errors.set("price", amountHint(currency));
    }
    if (errors.size > 0 || price === undefined || isSaving) {
      update();
      return;
    }
    isSaving = true;
    refusal = undefined;
    update();
    try {
      await store.putProduct({ productId, ifNoneMatch: "*", body: {
        title: String(data.get("title")).trim(), category: String(data.get("category")).trim(), status: "draft", requiresShipping: true, currency,
        variants: [{ sku: String(data.get("sku")).trim(), price }],
      } });
      toast("Created as a draft");
      router.go(`/admin/products/${encodeURIComponent(productId)}`);
    } catch (error) {
      if (problemKind(error) === "precondition-failed") {
        errors = new Map([["productId", "is the ID of another product"]]);
      } else {
        refusal = error;
        errors = errorsOf(error);
      }
    }
    isSaving = false;
    update();
  };

  /** @param {string} currency */
  const formView = (currency) => html`
    <form class="panel stack form" novalidate @submit=${(/** @type {SubmitEvent} */ event) => submit(event, currency)}>
      ${textField({ name: "title", label: "Title", errors })}
      <div class="field-row">
        ${textField({ name: "productId", label: "Product ID", errors, hint: "Letters, digits, dots, dashes. It can't change later.", maxLength: 64 })}
        ${textField({ name: "category", label: "Category", errors, hint: "Such as clothing/shoes", maxLength: 170 })}
      </div>
      <div class="field-row">
        ${textField({ name: "sku", label: "SKU", errors, maxLength: 64 })}
        ${textField({ name: "price", label: `Price (${currency})`, errors, maxLength: 16, hint: `Such as ${amountText(1250, currency)}` })}
      </div>
      <div><button class="button" aria-busy=${isSaving}>Create the draft</button></div>
    </form>`;

  return {
    title: () => "New product",
    view: () => html`
      <div class="workspace-page stack loose">
        <nav class="breadcrumbs" aria-label="Path"><ol><li><a href="/admin/products">Products</a></li><li aria-current="page">New product</li></ol></nav>
        <div class="stack tight"><h1>New product</h1><p class="soft">It starts as a draft with one variant. Add options, pictures and attributes next, or bring many products with an <a href="/admin/import">import</a>.</p></div>
        ${refusal === undefined ? nothing : adminProblemView(refusal)}
        ${loading.view({
          loading: () => html`<div class="skeleton block" aria-busy="true"></div>`,
          ready: formView,
          failed: (error, retry) => adminProblemView(error, retry),
        })}
      </div>`,
    close: () => loading.close(),
  };
}

/**
 * @param {string} what
 * @param {() => void} remove
 */
function removeButton(what, remove) {
  return html`<button class="icon-button" type="button" aria-label="Remove ${what}" title="Remove" @click=${remove}>${icon("trash")}</button>`;
}

/** @param {"IN_STOCK" | "LOW" | "OUT"} availability */
function availabilityBadge(availability) {
  return availability === "IN_STOCK" ? nothing : html`<span class="badge ${availability === "OUT" ? "negative" : "caution"}">${availability === "OUT" ? "Sold out" : "Low"}</span>`;
}

/**
 * The fields that the store refused, by their names in the form.
 *
 * @param {unknown} error
 * @returns {Map<string, string>}
 */
function errorsOf(error) {
  const fields = error instanceof ProblemError && "errors" in error.problem && Array.isArray(error.problem.errors) ? error.problem.errors : [];
  return new Map(fields.map(({ field, message }) => [field.replace(/^variants\[0\]\.(sku|price)$/, (/** @type {string} */ whole, /** @type {string} */ name) => document.getElementById(`field-${name}`) === null ? whole : name), message]));
}
