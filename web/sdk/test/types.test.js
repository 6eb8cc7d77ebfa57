import assert from "node:assert/strict";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { coverage } from "../scripts/coverage.js";
import { generated, operationsOf, readContract } from "../scripts/generate.js";
import { reader } from "../scripts/reader.js";

const PACKAGE = new URL("../", import.meta.url);
const PROGRAM = path("test/generated-reader.ts");
const STRICT = {
  strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"], types: [],
};

after(() => rmSync(PROGRAM, { force: true }));

test("generated sources are up to date with openapi.yaml", async () => {
  for (const [name, content] of Object.entries(await generated())) {
    assert.equal(readFileSync(path(name), "utf8"), content, `${name} is out of date: run npm run generate`);
  }
});

test("lib is up to date with src", () => {
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path("tsconfig.json"), ts.sys.readFile).config, ts.sys, path(""));
  const program = ts.createProgram(config.fileNames, config.options);
  assert.deepEqual(ts.getPreEmitDiagnostics(program).map((error) => error.messageText), []);
  const emitted = [];
  program.emit(undefined, (file, content) => {
    emitted.push(file.slice(file.lastIndexOf("/") + 1));
    assert.equal(readFileSync(file, "utf8"), content, `${file} is out of date: run npm run generate`);
  });
  assert.deepEqual(readdirSync(path("lib")).sort(), emitted.sort());
});

test("a strict program reads every member of every response without a cast", () => {
  const program = reader(readContract());
  assert.doesNotMatch(program, / as |<any>|\bany\b|@ts-|!\./);

  const { errors, unread, untyped, read } = check(program);

  assert.deepEqual(errors, []);
  assert.deepEqual(untyped, []);
  assert.deepEqual(unread, []);
  assert.ok(read > 300, `it reads only ${read} members`);
});

test("a program that leaves a member out is reported", () => {
  const { errors, unread } = check(reader(readContract()).replace(/^.*\.trackingNumber.*$/gm, ""));

  assert.deepEqual(errors, []);
  assert.match(unread.join("\n"), /\.timeline\[\]\.trackingNumber$/);
});

test("a program that reads a member that does not exist is not compiled", () => {
  const { errors } = check(reader(readContract()).replace(/\.trackingNumber/g, ".trackingNo"));

  assert.match(errors.join("\n"), /'trackingNo' does not exist/);
});

test("every operation has a method", () => {
  const program = `import type { Client, OperationId } from "../lib/index.js";
    export const all: Record<OperationId, true> = { ${operationsOf(readContract()).map(({ id }) => `${id}: true`)} };
    export const methods: (keyof Client)[] = [${operationsOf(readContract()).map(({ id }) => `"${id}"`)}];`;

  assert.deepEqual(check(program).errors, []);
});

test("wrong calls are not compiled", () => {
  const errors = check(`import { createClient, pages, ProblemError } from "../lib/index.js";
    const client = createClient({ baseUrl: "http://localhost:3000" });
    await client.getProduct({});
    await client.getProduct({ productId: "a", colour: "red" });
    await client.putCartLine({ cartId: "c", sku: "s", body: { quantity: "1" } });
    (await client.getProduct({ productId: "a" })).data.titel;
    (await client.getProduct({ productId: "a", ifNoneMatch: "*" })).data.title;
    for await (const page of pages(client.listOrders, {})) { page.products; }
    try { await client.checkout({ body: { cartId: "c", version: 1, email: "a@example.com", paymentToken: "tok" } }); } catch (error) {
      if (error instanceof ProblemError && error.problem.type === "urn:stampede:problem:sold-out") { error.problem.total; }
    }`).errors;

  assert.deepEqual(errors.map((error) => error.split(":")[0]),
    ["line 3", "line 4", "line 5", "line 6", "line 7", "line 8", "line 10"]);
});

test("right calls are compiled", () => {
  assert.deepEqual(check(`import { createClient, pages, ProblemError } from "../lib/index.js";
    const client = createClient({ baseUrl: "http://localhost:3000", token: async () => undefined });
    const title: string = (await client.getProduct({ productId: "a" })).data.title;
    const maybe: string | undefined = (await client.getProduct({ productId: "a", ifNoneMatch: "*" })).data?.title;
    const cancelled = await client.cancelOrder({ orderId: "o" });
    if (cancelled.status === 202) { cancelled.data.status satisfies string; }
    for await (const page of pages(client.listProducts, { category: "c", "attributes.material": "wool" })) {
      page.products.map((product) => product.title + title + maybe);
    }
    try { await client.listCategories(); } catch (error) {
      if (error instanceof ProblemError) {
        switch (error.problem.type) {
          case "urn:stampede:problem:sold-out": error.problem.skus.join(); break;
          case "urn:stampede:problem:cart-changed": error.problem.cart.version.toFixed(); break;
          case "about:blank": error.problem.status.toFixed(); break;
        }
      }
    }`).errors, []);
});

test("the example in the README is compiled", () => {
  const [, example] = /```ts\n(.*?)```/s.exec(readFileSync(path("README.md"), "utf8"));

  assert.deepEqual(check(example.replace("./web/sdk/lib/", "../lib/")).errors, []);
});

function check(program) {
  writeFileSync(PROGRAM, program);
  return coverage(PROGRAM, path("schema.d.ts"), STRICT);
}

function path(name) {
  return fileURLToPath(new URL(name, PACKAGE));
}
