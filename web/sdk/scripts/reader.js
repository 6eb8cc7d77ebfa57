// Writes a TypeScript program that reads every member of every response, as openapi.yaml describes them.
import { operationsOf, resolved } from "./generate.js";

/** The text of the program, for a file in test/. */
export function reader(contract) {
  const writer = new Writer(contract);
  for (const operation of operationsOf(contract)) {
    writer.operation(operation);
  }
  return writer.text();
}

class Writer {
  #contract;
  #lines = [];
  #wanted = [];
  #variables = 0;

  constructor(contract) {
    this.#contract = contract;
  }

  text() {
    const written = new Set();
    for (let name; (name = this.#wanted.pop()) !== undefined;) {
      if (!written.has(name)) {
        written.add(name);
        this.#line(`export function read${name}(value: Schemas["${name}"]): void {`);
        this.#schema(this.#contract.components.schemas[name], "value");
        this.#line("}");
      }
    }
    return `import type { Arguments, Client, ProblemError, ProblemOf, Schemas } from "../lib/index.js";

declare function leaf(value: string | number | boolean | undefined): void;

${this.#lines.join("\n")}
`;
  }

  operation({ id, responses }) {
    const byStatus = Object.entries(responses).map(([status, response]) => [status, resolved(this.#contract, response)]);
    this.#line(`export async function ${id}(client: Client, args: Arguments<"${id}">): Promise<void> {`);
    this.#line(`const answer = await client.${id}(args);`);
    this.#line("leaf(answer.etag); leaf(answer.location); leaf(answer.replayed); leaf(answer.correlationId);");
    this.#line("switch (answer.status) {");
    for (const [status, response] of byStatus.filter(([status]) => status.startsWith("2") || status === "304")) {
      this.#line(`case ${status}: {`);
      const [media] = Object.values(response.content ?? {});
      if (media) {
        this.#schema(media.schema, "answer.data");
      }
      this.#line("break;\n}");
    }
    this.#line("}\n}");
    this.#problems(id, byStatus.map(([, response]) => response.content?.["application/problem+json"]?.schema));
  }

  /** All problems of an operation in one switch, as a program catches them. */
  #problems(id, schemas) {
    const types = new Map(schemas.filter(Boolean).flatMap((schema) => this.#alternatives(schema)).map((schema) =>
      [this.#constant(schema), schema]));
    this.#line(`export function ${id}Failed(problem: ProblemOf<"${id}">): void {`);
    this.#line("switch (problem.type) {");
    for (const [type, schema] of types) {
      this.#line(`case ${JSON.stringify(type)}: {`);
      this.#schema(schema, "problem");
      this.#line("break;\n}");
    }
    this.#line("default: { const nothing: never = problem; leaf(nothing); }\n}\n}");
  }

  #alternatives(schema) {
    return schema.oneOf ?? [schema];
  }

  #constant(schema) {
    const all = (node) => {
      const here = resolved(this.#contract, node);
      return [here, ...(here.allOf ?? []).flatMap(all)];
    };
    const constant = all(schema).map((part) => part.properties?.type?.const).find((value) => value !== undefined);
    if (constant === undefined) {
      throw new Error(`A problem without a constant type: ${JSON.stringify(schema)}`);
    }
    return constant;
  }

  #schema(schema, value) {
    if (schema.$ref) {
      const target = resolved(this.#contract, schema);
      if (isLeaf(target)) {
        this.#schema(target, value);
        return;
      }
      const name = schema.$ref.split("/").at(-1);
      this.#wanted.push(name);
      this.#line(`read${name}(${value});`);
    } else if (schema.oneOf) {
      this.#oneOf(schema.oneOf, value);
    } else if (schema.allOf) {
      schema.allOf.forEach((part) => this.#schema(part, value));
      this.#members(schema, value);
    } else if (schema.items) {
      this.#loop(value, schema.items);
    } else if (schema.properties || schema.additionalProperties) {
      this.#members(schema, value);
    } else if (isLeaf(schema)) {
      this.#line(`leaf(${value});`);
    } else {
      throw new Error(`Nothing says what is in ${value}: ${JSON.stringify(schema)}`);
    }
  }

  #members(schema, value) {
    for (const [name, member] of Object.entries(schema.properties ?? {})) {
      const access = /^\w+$/.test(name) ? `${value}.${name}` : `${value}[${JSON.stringify(name)}]`;
      if (isLeaf(resolved(this.#contract, member))) {
        this.#line(`leaf(${access});`);
      } else {
        const held = this.#variable();
        this.#line(`const ${held} = ${access};`);
        this.#line(`if (${held} !== undefined) {`);
        this.#schema(member, held);
        this.#line("}");
      }
    }
    if (typeof schema.additionalProperties === "object") {
      this.#loop(`Object.values(${value})`, schema.additionalProperties);
    }
  }

  #loop(values, schema) {
    const item = this.#variable();
    this.#line(`for (const ${item} of ${values}) {`);
    this.#schema(schema, item);
    this.#line("}");
  }

  #oneOf(alternatives, value) {
    const lists = alternatives.filter((schema) => resolved(this.#contract, schema).items);
    if (alternatives.every((schema) => lists.includes(schema) || isLeaf(resolved(this.#contract, schema)))) {
      this.#line(`if (typeof ${value} === "object") {`);
      lists.forEach((schema) => this.#schema(schema, value));
      this.#line("} else {");
      this.#line(`leaf(${value});\n}`);
      return;
    }
    this.#line(`switch (${value}.type) {`);
    for (const schema of alternatives) {
      this.#line(`case ${JSON.stringify(this.#constant(schema))}: {`);
      this.#schema(schema, value);
      this.#line("break;\n}");
    }
    this.#line("}");
  }

  #variable() {
    return `value${++this.#variables}`;
  }

  #line(text) {
    this.#lines.push(text);
  }
}

function isLeaf(schema) {
  const type = [schema.type].flat();
  return !schema.oneOf && !schema.allOf
    && ("const" in schema || "enum" in schema
      || (type[0] !== undefined && type.every((one) => ["string", "integer", "number", "boolean"].includes(one))));
}
