import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import ts from 'typescript';
import { buildIfStale } from './packages.ts';

let dist = '';
before(async () => {
  await buildIfStale('core');
  dist = await buildIfStale('elements');
});

const tags = globSync('packages/elements/src/define/epos-*.ts').map((file) => path.basename(file, '.ts'));

/** A framework, by where its `IntrinsicElements` stand and where its runtime's types come from. */
interface Framework {
  readonly declared: string;
  readonly options?: ts.CompilerOptions;
}

const elements = 'interface IntrinsicElements extends EposElements {}';

/** As a page declares them: see the README. */
const frameworks: Readonly<Record<string, Framework>> = {
  'React 18': {
    declared: `global {
      namespace JSX { ${elements} interface IntrinsicElements { a: object } interface ElementChildrenAttribute { children: unknown } type Element = unknown; }
    }`,
  },
  'React 19': {
    declared: `module 'react' { namespace JSX { ${elements} } }`,
    options: { jsx: ts.JsxEmit.ReactJSX, jsxImportSource: 'react' },
  },
  Preact: {
    declared: `module 'preact' { namespace JSX { ${elements} } }`,
    options: { jsx: ts.JsxEmit.ReactJSX, jsxImportSource: 'preact' },
  },
};

/** What TypeScript says of this JSX and of our types. */
function complaintsOf(jsx: string, more: ts.CompilerOptions = {}, framework = frameworks['React 18']!): string[] {
  const file = path.join(dist, '../types/page.tsx');
  const { jsxImportSource: runtime } = framework.options ?? {};
  const source = `
    ${runtime ? `import type {} from '${runtime}';` : ''}
    import type { Epos } from '../../core/dist/index.js';
    import type { EposElements } from './jsx.js';
    declare ${framework.declared}
    declare const epos: Epos;
    export const page = ${jsx};
  `;
  const options: ts.CompilerOptions = {
    jsx: ts.JsxEmit.Preserve,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    ...framework.options,
    ...more,
  };
  const host = ts.createCompilerHost(options);
  const getSourceFile = host.getSourceFile.bind(host);
  const fileExists = host.fileExists.bind(host);
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, target) =>
    name === file
      ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TSX)
      : getSourceFile(name, target);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

interface Manifest {
  modules: {
    declarations: {
      tagName: string;
      summary: string;
      members: { name: string }[];
      events: { name: string; description: string }[];
      cssParts?: { name: string }[];
    }[];
  }[];
}

const read = (name: string): unknown => JSON.parse(readFileSync(path.join(dist, name), 'utf8'));
const elementsRead = (): Manifest['modules'][number]['declarations'] =>
  (read('custom-elements.json') as Manifest).modules.flatMap(({ declarations }) => declarations);

describe('what is generated from the sources', () => {
  it('names every element in the manifest and in the data of editors, with words', () => {
    const elements = elementsRead();
    assert.deepEqual(elements.map(({ tagName }) => tagName).sort(), tags.sort());
    for (const { tagName, summary, members } of elements) {
      assert.ok(summary.length > 20, tagName);
      assert.deepEqual(
        members.filter(({ name }) => name.startsWith('#')),
        [],
      );
    }
    const editor = read('vscode.html-custom-data.json') as { tags: { name: string; attributes: { name: string }[] }[] };
    assert.deepEqual(editor.tags.map(({ name }) => name).sort(), tags.sort());
    const login = editor.tags.find(({ name }) => name === 'epos-login');
    for (const attribute of ['layout', 'issuer', 'client-id', 'heading-level', 'deep-link', 'support-page']) {
      assert.ok(
        login?.attributes.some(({ name }) => name === attribute),
        attribute,
      );
    }
  });

  it('names the documented events, and none of those between the elements', () => {
    for (const { tagName, events } of elementsRead()) {
      const source = readFileSync(
        globSync(`packages/elements/src/*/${tagName.replace('epos-', '')}.ts`)[0] ?? '',
        'utf8',
      );
      const documented = [...source.matchAll(/@event \{\w+\} (epos-[\w-]+)/g)].map(([, name]) => name);
      const named = events.map(({ name }) => name);
      assert.deepEqual(
        named.filter((name) => !name.startsWith('epos-')),
        [],
        tagName,
      );
      assert.deepEqual(
        documented.filter((name) => !named.includes(name ?? '')),
        [],
        tagName,
      );
      for (const { name, description } of events) assert.ok(description, `${tagName} ${name}`);
    }
  });

  it('names the parts that the README names, element by element', () => {
    const readme = readFileSync('packages/elements/README.md', 'utf8');
    const [, table = ''] = /\| element +\| parts +\|\n((?:\|.+\n)+)/.exec(readme) ?? [];
    const rows = [...table.matchAll(/^\| `<(epos-[\w-]+)>` +\| (.+?) +\|$/gm)];
    const written = rows.map(([, tag, parts = '']) => [
      tag,
      [...parts.matchAll(/`([\w-]+)`/g)].map(([, part]) => part),
    ]);
    const declared = elementsRead().flatMap(({ tagName, cssParts = [] }) =>
      cssParts.length > 0 ? [[tagName, cssParts.map(({ name }) => name)] as const] : [],
    );
    assert.deepEqual(Object.fromEntries(written), Object.fromEntries(declared));
  });

  for (const [exactOptionalPropertyTypes, name] of [
    [false, 'React 18'],
    ...Object.keys(frameworks).map((framework) => [true, framework] as const),
  ] as const)
    it(`types each element with its properties in ${name}, exactOptionalPropertyTypes ${exactOptionalPropertyTypes}`, () => {
      const every = elementsRead().map(({ tagName, events }) => {
        const heard = events.map(({ name }) => `on${name}={(event) => { event.preventDefault(); }}`);
        return `<${tagName} epos={epos} texts={{}} id="a" className="b" style={{ color: 'red', '--epos-accent': 'red' }}
          title="c" role="region" dir="ltr" hidden={false} tabIndex={-1} aria-busy data-page={1} ${heard.join(' ')} />`;
      });
      const own = `<epos-context storage={localStorage} clientId="a" />, <epos-advice error={undefined} headingLevel={3} />,
        <epos-subsystems notes={null} synonyms={[['mark', 'grade']]} style="color: red"
          onepos-open={({ detail }) => { detail; }} />, <epos-user-menu epos={undefined} style={undefined} />`;
      assert.deepEqual(
        complaintsOf(
          `[${every.join(', ')}, ${own}]`,
          // Their own declarations are theirs.
          { exactOptionalPropertyTypes, skipLibCheck: name !== 'React 18' },
          frameworks[name],
        ),
        [],
      );
    });

  for (const [name, framework] of Object.entries(frameworks))
    it(`types JSX in ${name}: attributes, children, key, ref, the browser’s handlers and our own`, () => {
      const complaints = complaintsOf(
        `<epos-login key="a" ref={(element) => { element?.focus(); }} layout="page"
      heading-level={1} shared-computer view="list" deep-link="open" support-page="/help" notes={null} lang="ru" onClick={({ clientX }) => clientX} onKeyDown={(event: KeyboardEvent) => event.code}
      onepos-sign-in={(event) => { event.preventDefault(); }}><a href="/sign-in">Вход</a></epos-login>`,
        {},
        framework,
      );
      assert.deepEqual(complaints, []);
    });

  for (const name of ['React 19', 'Preact'])
    it(`refuses in ${name} what does not exist`, () => {
      const complaints = complaintsOf('<epos-login layout="tower" colour="red" />', {}, frameworks[name]).join('\n');
      assert.match(complaints, /tower|colour/);
    });

  for (const [what, jsx, complaint] of [
    ['a layout that does not exist', '<epos-login layout="tower" />', /tower/],
    ['an attribute that does not exist', '<epos-providers colour="red" />', /colour/],
    ['a view that does not exist', '<epos-login view="tower" />', /tower/],
    ['an address that is no text', '<epos-login support-page={3} />', /number.*string/],
    ['a property that does not exist', '<epos-user-menu epoch={epos} />', /epoch/],
    ['a property of another type', '<epos-user-menu epos="epos" />', /string.*Epos/],
    ['a heading level that is no number', '<epos-help heading-level="two" />', /two/],
    ['a declaration that does not exist', '<epos-help style={{ colour: "red" }} />', /colour/],
    ['an event that does not exist', '<epos-help onstate={() => undefined} />', /onstate/],
    ['an event without a name', '<epos-help onundefined={() => undefined} />', /onundefined/],
    ['a handler of no event', '<epos-login onClick={(text: string) => text} />', /string/],
    ['what no press has', '<epos-login onClick={(event) => event.colour} />', /colour/],
    ['a handler of another event', '<epos-login onepos-error={(event: MouseEvent) => event.x} />', /MouseEvent/],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.match(complaintsOf(jsx).join('\n'), complaint);
    });
  }
});
