import { store } from "../store.js";

/** @typedef {"jsonl" | "csv"} Format */

/**
 * Uploads a file of products and starts its import.
 *
 * @param {File} file with the name's ending `.csv`, `.jsonl`, `.ndjson` or `.json`
 * @param {(share: number) => void} progress of the upload, from 0 to 1
 * @returns {Promise<string>} the import's ID
 */
export async function importFile(file, progress) {
  const { format, content } = await prepared(file);
  const { data } = await store.createImport({ body: { format, size: content.size } });
  if (data.upload === undefined) {
    throw new Error("The store did not say where to upload the file to.");
  }
  await upload(data.upload, content, progress);
  await store.startImport({ importId: data.importId });
  return data.importId;
}

/**
 * @param {File} file
 * @returns {Promise<{ format: Format, content: Blob }>}
 */
async function prepared(file) {
  const ending = file.name.split(".").at(-1)?.toLowerCase();
  switch (ending) {
    case "csv":
      return { format: "csv", content: file };
    case "jsonl":
    case "ndjson":
      return { format: "jsonl", content: file };
    case "json":
      return { format: "jsonl", content: new Blob([lines(await file.text())]) };
    default:
      throw new Error(`The file ${file.name} must end in .csv, .jsonl or .json.`);
  }
}

/**
 * An array of products, or an object with the array `products`, as one product a line.
 *
 * @param {string} json
 */
function lines(json) {
  const value = JSON.parse(json);
  const products = Array.isArray(value) ? value : value?.products;
  if (!Array.isArray(products) || products.length === 0) {
    throw new Error("The file must be an array of products, or have an array named products.");
  }
  return products.map((product) => `${JSON.stringify(product)}\n`).join("");
}

/**
 * `fetch` does not tell the progress of an upload.
 *
 * @param {{ method: string, url: string, headers: Record<string, string> }} request
 * @param {Blob} content
 * @param {(share: number) => void} progress
 * @returns {Promise<void>}
 */
function upload({ method, url, headers }, content, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) {
      request.setRequestHeader(name, value);
    }
    request.upload.onprogress = ({ loaded, total }) => progress(total === 0 ? 1 : loaded / total);
    request.onload = () => request.status < 300 ? resolve() : reject(new Error(`The upload was refused: ${request.status} ${request.statusText}`));
    request.onerror = () => reject(new TypeError("The upload did not arrive"));
    request.send(content);
  });
}
