// Writes what follows from openapi.yaml: schema.d.ts and src/routes.ts.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";
import { parse } from "yaml";

const CONTRACT = new URL("../../../openapi.yaml", import.meta.url);
const HEADER = "// Generated from openapi.yaml by `npm run generate`. Do not edit.\n";
const METHODS = ["get", "put", "post", "delete"];
/** RFC 9110, section 9.2.2. */
const IDEMPOTENT_METHODS = ["get", "put", "delete"];

/** The files' contents, by their names relative to this package. */
export async function generated() {
  return {
    "schema.d.ts": HEADER + astToString(await openapiTS(CONTRACT)),
    "src/routes.ts": HEADER + routes(readContract()),
  };
}

export function readContract() {
  return parse(readFileSync(CONTRACT, "utf8"));
}

/** Every operation with its ID, method, path and parameters. */
export function operationsOf(contract) {
  return Object.entries(contract.paths).flatMap(([path, item]) => METHODS
    .filter((method) => item[method])
    .map((method) => ({
      ...item[method],
      id: item[method].operationId,
      method,
      path,
      parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])]
        .map((parameter) => resolved(contract, parameter)),
    })));
}

/** What a `$ref` refers to, or the node itself. */
export function resolved(contract, node) {
  return node.$ref ? node.$ref.slice(2).split("/").reduce((parent, name) => parent[name], contract) : node;
}

function routes(contract) {
  const operations = operationsOf(contract);
  operations.forEach(requireDistinctNames);
  return `import type { Call, Route } from "./types.js";

/** A method for each operation of the API. */
export interface Operations {
${operations.map((operation) => `  /** ${operation.summary} */
  readonly ${operation.id}: Call<"${operation.id}">;`).join("\n")}
}

export const ROUTES: Readonly<Record<keyof Operations, Route>> = {
${operations.map((operation) => `  ${operation.id}: ${JSON.stringify(route(operation))},`).join("\n")}
};
`;
}

function route(operation) {
  return {
    method: operation.method.toUpperCase(),
    path: operation.path,
    headers: Object.fromEntries(
      operation.parameters.filter((parameter) => parameter.in === "header").map(({ name }) => [camelCase(name), name])),
    repeatable: IDEMPOTENT_METHODS.includes(operation.method) || operation["x-idempotent"] === true,
  };
}

/** A caller gives path, query and header parameters and the body in one object. */
function requireDistinctNames(operation) {
  const names = operation.parameters
    .map((parameter) => parameter.in === "header" ? camelCase(parameter.name) : parameter.name)
    .concat("body");
  if (new Set(names).size < names.length) {
    throw new Error(`${operation.id} has two parameters of one name: ${names}`);
  }
}

function camelCase(header) {
  return header.split("-").map((word, n) => n === 0 ? word.toLowerCase() : word).join("");
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  for (const [name, content] of Object.entries(await generated())) {
    writeFileSync(new URL(`../${name}`, import.meta.url), content);
  }
}
