import { ProblemError } from "../sdk/lib/index.js";

/**
 * Sends a request to the local store's own pages.
 *
 * @param {string} path below `/_local`
 * @param {{ signal?: AbortSignal, json?: string }} [options] `json` is the body of a POST
 * @returns {Promise<Response>}
 * @throws {ProblemError} if the response is an error
 */
export async function send(path, { signal, json } = {}) {
  const response = await fetch(`/_local${path}`, {
    headers: json === undefined ? { Accept: "application/json" } : { Accept: "application/json", "Content-Type": "application/json" },
    ...(json === undefined ? {} : { method: "POST", body: json }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (!response.ok) {
    throw new ProblemError(await problemIn(response), response.status, undefined, undefined, response.headers);
  }
  return response;
}

/**
 * @template T
 * @param {string} path
 * @param {AbortSignal} [signal]
 * @returns {Promise<T>}
 */
export async function read(path, signal) {
  const response = await send(path, signal === undefined ? {} : { signal });
  return response.json();
}

/**
 * @param {Response} response
 * @returns {Promise<import("../sdk/lib/index.js").Problem>}
 */
async function problemIn(response) {
  const isProblem = response.headers.get("Content-Type")?.startsWith("application/problem+json");
  return isProblem ? response.json() : { type: "about:blank", title: `The store answered ${response.status}`, status: response.status };
}
