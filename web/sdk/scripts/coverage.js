// Finds members of responses that a program does not read, with the compiler's own knowledge of the types.
import ts from "typescript";

/**
 * @param file the program
 * @returns {{errors: string[], unread: string[], untyped: string[], read: number}} the compiler's errors; members that
 *   the program does not read, or whose type is any or unknown, as `operation.status.path`; the number of those it reads
 */
export function coverage(file, schema, options) {
  const program = ts.createProgram([file], options);
  const checker = program.getTypeChecker();
  const errors = ts.getPreEmitDiagnostics(program).map((error) => {
    const line = error.file?.getLineAndCharacterOfPosition(error.start ?? 0).line;
    return `${line === undefined ? "" : `line ${line + 1}: `}${ts.flattenDiagnosticMessageText(error.messageText, "\n")}`;
  });
  const accessed = declarationsRead(program.getSourceFile(file), checker);
  const result = { errors, unread: [], untyped: [], read: 0 };
  const walk = new Walk(checker, accessed, result);
  const schemaFile = program.getSourceFile(schema);
  const operations = schemaFile.statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === "operations");
  for (const operation of checker.getTypeAtLocation(operations).getProperties()) {
    const responses = checker.getTypeOfSymbol(checker.getTypeOfSymbol(operation).getProperty("responses"));
    for (const status of responses.getProperties()) {
      const content = checker.getTypeOfSymbol(status).getProperty("content");
      for (const media of content ? checker.getTypeOfSymbol(content).getProperties() : []) {
        walk.type(checker.getTypeOfSymbol(media), `${operation.name}.${status.name}`);
      }
    }
  }
  return result;
}

function declarationsRead(file, checker) {
  const found = new Set();
  const visit = (node) => {
    if (ts.isPropertyAccessExpression(node)) {
      checker.getSymbolAtLocation(node.name)?.declarations?.forEach((declaration) => found.add(declaration));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

class Walk {
  #seen = new Set();

  constructor(checker, accessed, result) {
    Object.assign(this, { checker, accessed, result });
  }

  type(type, path) {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) {
      this.result.untyped.push(path);
      return;
    }
    if (this.#seen.has(type) || !(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.UnionOrIntersection))) {
      return;
    }
    this.#seen.add(type);
    if (type.isUnion()) {
      type.types.forEach((one) => this.type(one, path));
      return;
    }
    // Type parameters of arrays, and maps.
    const items = this.checker.getIndexTypeOfType(type, ts.IndexKind.Number)
      ?? this.checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (items) {
      this.type(items, `${path}[]`);
    }
    if (this.checker.isArrayType(type)) {
      return;
    }
    if (type.getProperties().length === 0 && !items && !(type.flags & ts.TypeFlags.Primitive)) {
      this.result.untyped.push(path);
    }
    for (const member of type.getProperties().filter((one) => !isPrimitive(type))) {
      const here = `${path}.${member.name}`;
      if (member.declarations.every((declaration) => this.accessed.has(declaration))) {
        this.result.read++;
      } else {
        this.result.unread.push(here);
      }
      this.type(this.checker.getTypeOfSymbol(member), here);
    }
  }
}

/** An intersection such as `string & "a"` has the members of strings. */
function isPrimitive(type) {
  return type.isIntersection() && type.types.some((part) => part.flags & ts.TypeFlags.Primitive);
}
