import { globSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type typescript from 'typescript';
import * as analyzer from '@custom-elements-manifest/analyzer';
import type { CustomElement, Module, Package } from 'custom-elements-manifest';
import { jsxTypes } from './manifest/jsx.ts';
import { vueTypes } from './manifest/vue.ts';

const lit = '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';

/** The analyzer's declarations leave out what its documentation names. */
const { create, ts, litPlugin } = { ...analyzer, ...(await import(lit)) } as unknown as {
  create: (options: { modules: unknown[]; plugins: unknown[]; context: { dev: boolean } }) => Package;
  ts: typeof typescript;
  litPlugin: () => unknown[];
};

/** What editors and JSX need of an element. */
export type Element = CustomElement & { tagName: string };

/** An element, and the module of the package that defines it. */
interface Found {
  readonly path: string;
  readonly element: Element;
}

/** Writes what the sources say of the elements for tools to read: the manifest, VS Code's data, and the types of JSX and of Vue. */
export async function manifest(folder: string): Promise<void> {
  const elements = elementsIn('.');
  const write = (name: string, value: unknown): Promise<void> =>
    writeFile(path.join(folder, name), `${typeof value === 'string' ? value : JSON.stringify(value)}\n`);
  await write('custom-elements.json', manifestOf(elements));
  const all = elements.map(({ element }) => element);
  await write('vscode.html-custom-data.json', editorData(all));
  // Beside the build: its own declarations come later, and sweep away what stands in their place.
  await mkdir('types', { recursive: true });
  await writeFile('types/jsx.d.ts', jsxTypes(all));
  await writeFile('types/vue.d.ts', vueTypes(all));
}

/** The Custom Elements Manifest of the sources as they are, for whoever does not build them: Storybook's pages. */
export function manifestOfSources(cwd: string): unknown {
  return manifestOf(elementsIn(cwd));
}

function manifestOf(elements: readonly Found[]): unknown {
  const modules = elements.map(({ path: file, element }) => ({
    kind: 'javascript-module',
    path: file,
    declarations: [element],
    exports: [
      { kind: 'js', name: element.name, declaration: { name: element.name, module: file } },
      { kind: 'custom-element-definition', name: element.tagName, declaration: { name: element.name, module: file } },
    ],
  }));
  return { schemaVersion: '1.0.0', readme: '', modules };
}

function analyse(cwd: string): Package {
  const files = globSync('src/{base,context}/*.ts', { cwd }).concat(globSync('src/*/*.ts', { cwd }));
  const modules = [...new Set(files)]
    .filter((file) => !/\.(test|stories|styles|icons)\.ts$|src\/(test|texts|classes|ssr|define)\//.test(file))
    .map((file) => ts.createSourceFile(file, readFileSync(path.join(cwd, file), 'utf8'), ts.ScriptTarget.ES2022, true));
  return create({ modules, plugins: litPlugin(), context: { dev: false } });
}

/** Those that have a tag: what is inherited from the bases is told with each. */
function elementsIn(cwd: string): Found[] {
  const declarations = analyse(cwd).modules.flatMap((module: Module) => module.declarations ?? []);
  return globSync('src/define/epos-*.ts', { cwd })
    .sort()
    .map((file) => {
      const tagName = path.basename(file, '.ts');
      const name = tagName.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
      const found = declarations.find((declaration) => declaration.name === name) as CustomElement | undefined;
      if (!found) throw new Error(`The sources know no class ${name}.`);
      const members = found.members?.filter(
        (member) => !('privacy' in member && member.privacy !== 'public') && !member.name.startsWith('#'),
      );
      const isPublic = ({ fieldName = '' }: { readonly fieldName?: string }): boolean =>
        members?.some((member) => member.name === fieldName) ?? false;
      // Those without a property are the ones that `@attr` tells of.
      const attributes = found.attributes?.filter((one) => (one.fieldName ? isPublic(one) : one.description)) ?? [];
      // The analyzer takes each `dispatchEvent` for an event, and guesses its name: only `@event` brings words.
      const events = found.events?.filter(({ name: event, description }) => description && event.startsWith('epos-'));
      return {
        path: `dist/${tagName}.js`,
        element: { ...found, members: members ?? [], attributes, events: events ?? [], tagName, customElement: true },
      };
    });
}

function editorData(elements: readonly Element[]): unknown {
  return {
    version: 1.1,
    tags: elements.map(({ tagName, summary, attributes = [] }) => ({
      name: tagName,
      description: summary,
      attributes: attributes
        .filter(({ name }) => name)
        .map(({ name, description, type }) => ({
          name,
          description,
          values: [...(type?.text ?? '').matchAll(/'([^']+)'/g)].map(([, value]) => ({ name: value })),
        })),
    })),
  };
}
