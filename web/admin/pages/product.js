import { dateTime, majorUnits, plural } from "../../lib/format.js";
import { fieldErrors, selectField, textField } from "../../lib/form.js";
import { html, keyed, nothing } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { Loading } from "../../lib/loading.js";
import { problemKind } from "../../lib/problem.js";
import { toast } from "../../lib/toast.js";
import { update } from "../../lib/view.js";
import { ProblemError } from "../../sdk/lib/index.js";
import { differences, edited, writeOf } from "../parts/product-form.js";
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
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    errors = fieldErrors(form);
    const result = edited(writeOf(product), new FormData(form), product.currency);
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
            <tbody>${differences(mine, writeOf(product), product.currency).map(({ name, mine: a, theirs: b }) => html`<tr><th scope="row">${name}</th><td>${a}</td><td>${b}</td></tr>`)}</tbody>
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
    /** @param {string} name */
    const error = (name) => errors.get(name);
    /**
     * @param {string} name
     * @param {string} label
     * @param {string} value
     * @param {string} [inputmode]
     */
    const cell = (name, label, value, inputmode = "decimal") => html`
      <input class="input number-input" name=${name} inputmode=${inputmode} autocomplete="off" aria-label=${label} value=${value}
        aria-invalid=${error(name) === undefined ? nothing : "true"}>${error(name) === undefined ? nothing : html`<p class="small cell-error">${error(name)}</p>`}`;
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
            <div class="table-scroll" tabindex="0" role="group" aria-labelledby="variants"><table class="table roomy variants">
              <thead><tr><th scope="col">SKU</th><th scope="col">Price (${currency})</th><th scope="col">Usual price</th><th scope="col">Limit per order</th></tr></thead>
              <tbody>${product.variants.map((variant, i) => html`<tr>
                <th scope="row"><a href="/admin/stock/${variant.sku}"><code>${variant.sku}</code></a><br><span class="small soft">${Object.values(variant.options).join(", ")}</span> ${availabilityBadge(variant.availability)}</th>
                <td>${cell(`variants[${i}].price`, `Price of ${variant.sku}`, amountText(variant.price, currency))}</td>
                <td>${cell(`variants[${i}].compareAtPrice`, `Usual price of ${variant.sku}`, amountText(variant.compareAtPrice, currency))}</td>
                <td>${cell(`variants[${i}].maxPerOrder`, `Limit per order of ${variant.sku}`, String(variant.maxPerOrder ?? ""), "numeric")}</td></tr>`)}</tbody>
            </table></div>
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
              <div><dt>Pictures</dt><dd>${plural(product.media.length, "picture")}</dd></div>
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
  let isSaving = false;
  /** @type {Map<string, string>} */
  let errors = new Map();
  /** @type {unknown} */
  let refusal;

  /** @param {SubmitEvent} event */
  const submit = async (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    const data = new FormData(form);
    errors = fieldErrors(form);
    const productId = String(data.get("productId")).trim();
    const price = Math.round(Number(data.get("price")));
    if (errors.size > 0 || isSaving) {
      update();
      return;
    }
    isSaving = true;
    refusal = undefined;
    update();
    try {
      const current = await existing(productId);
      if (current) {
        errors = new Map([["productId", "is the ID of another product"]]);
      } else {
        await store.putProduct({ productId, body: {
          title: String(data.get("title")).trim(), category: String(data.get("category")).trim(), status: "draft", requiresShipping: true,
          variants: [{ sku: String(data.get("sku")).trim(), price }],
        } });
        toast("Created as a draft");
        router.go(`/admin/products/${encodeURIComponent(productId)}`);
      }
    } catch (error) {
      refusal = error;
      errors = errorsOf(error);
    }
    isSaving = false;
    update();
  };

  return {
    title: () => "New product",
    view: () => html`
      <div class="workspace-page stack loose">
        <nav class="breadcrumbs" aria-label="Path"><ol><li><a href="/admin/products">Products</a></li><li aria-current="page">New product</li></ol></nav>
        <div class="stack tight"><h1>New product</h1><p class="soft">It starts as a draft with one variant. Several, with options and pictures, come with an <a href="/admin/import">import</a>.</p></div>
        ${refusal === undefined ? nothing : adminProblemView(refusal)}
        <form class="panel stack form" novalidate @submit=${submit}>
          ${textField({ name: "title", label: "Title", errors })}
          <div class="field-row">
            ${textField({ name: "productId", label: "Product ID", errors, hint: "Letters, digits, dots, dashes. It can't change later.", maxLength: 64 })}
            ${textField({ name: "category", label: "Category", errors, hint: "Such as clothing/shoes", maxLength: 170 })}
          </div>
          <div class="field-row">
            ${textField({ name: "sku", label: "SKU", errors, maxLength: 64 })}
            ${textField({ name: "price", label: "Price in minor units", type: "number", errors, hint: "1250 is 12.50" })}
          </div>
          <div><button class="button" aria-busy=${isSaving}>Create the draft</button></div>
        </form>
      </div>`,
  };
}

/** @param {string} productId */
async function existing(productId) {
  try {
    await store.getAdminProduct({ productId });
    return true;
  } catch (error) {
    if (problemKind(error) === "not-found" || problemKind(error) === "product-deleted") {
      return false;
    }
    throw error;
  }
}

/**
 * An amount as the fields of the form show it: with all its digits, such as `12.50`.
 *
 * @param {number | undefined} amount
 * @param {string} currency
 */
function amountText(amount, currency) {
  const digits = Math.round(Math.log10(1 / majorUnits(1, currency)));
  return amount === undefined ? "" : majorUnits(amount, currency).toFixed(digits);
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
