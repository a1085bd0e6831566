import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from '../packages.ts';
import type { Schema } from './document.ts';

/** What the contract's doc comments say: of a type by its name, of a field by `schema.field`. */
const comments = new Map<string, string>();
for (const file of globSync('packages/core/src/contract/*.ts', { cwd: root })) {
  const source = ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  for (const statement of source.statements) {
    if (ts.isTypeAliasDeclaration(statement)) note(statement.name.text, statement);
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (ts.isIdentifier(name) && initializer) noteFields(typeOf(name.text), initializer);
    }
  }
}

/** Writes the comments into a schema of this name, to its inner objects. */
export function describe(name: string, schema: Schema): Schema {
  const own = comments.get(name);
  const { properties, items, allOf, anyOf } = schema as Record<string, Schema | Schema[] | undefined>;
  const inside = (list: Schema[]) => list.map((one) => describe(name, one));
  return {
    ...schema,
    ...(own !== undefined && schema.$ref === undefined ? { description: own } : {}),
    ...(properties ? { properties: ofFields(name, properties as Record<string, Schema>) } : {}),
    ...(items ? { items: withoutOwn(describe(name, items as Schema), own) } : {}),
    ...(Array.isArray(allOf) ? { allOf: inside(allOf).map((one) => withoutOwn(one, own)) } : {}),
    ...(Array.isArray(anyOf) ? { anyOf: inside(anyOf).map((one) => withoutOwn(one, own)) } : {}),
  };
}

function ofFields(name: string, properties: Record<string, Schema>): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(properties).map(([field, schema]) => {
      const key = `${name}.${field}`;
      const said = comments.get(key);
      // Beside a reference, too: OpenAPI 3.1 lets it stand there.
      return [field, { ...describe(key, schema), ...(said === undefined ? {} : { description: said }) }];
    }),
  );
}

/** The parts of a schema are not the schema. */
function withoutOwn({ description, ...schema }: Schema, own: string | undefined): Schema {
  return description === undefined || description === own ? schema : { description, ...schema };
}

/** `gatewaySession` is the schema of the type `GatewaySession`. */
function typeOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function noteFields(name: string, node: ts.Node): void {
  if (!ts.isObjectLiteralExpression(node)) {
    ts.forEachChild(node, (child) => {
      noteFields(name, child);
    });
    return;
  }
  for (const property of node.properties) {
    const key = `${name}.${property.name?.getText() ?? ''}`;
    note(key, property);
    if (ts.isPropertyAssignment(property)) noteFields(key, property.initializer);
  }
}

function note(key: string, node: ts.Node): void {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = doc && ts.getTextOfJSDocComment(doc.comment);
  if (text) comments.set(key, plain(text));
}

/** Without line breaks, and links as names in code. */
function plain(text: string): string {
  return text.replaceAll(/\{@link(?:code)? (\w+)\}/g, '`$1`').replaceAll(/\s+/g, ' ');
}
