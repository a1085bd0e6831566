import { globSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type typescript from 'typescript';
import * as analyzer from '@custom-elements-manifest/analyzer';
import type { CustomElement, Module, Package } from 'custom-elements-manifest';

const lit = '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';

/** The analyzer's declarations leave out what its documentation names. */
const { create, ts, litPlugin } = { ...analyzer, ...(await import(lit)) } as unknown as {
  create: (options: { modules: unknown[]; plugins: unknown[]; context: { dev: boolean } }) => Package;
  ts: typeof typescript;
  litPlugin: () => unknown[];
};

/** What editors and JSX need of an element. */
type Element = CustomElement & { tagName: string };

/** Writes what the sources say of the elements for tools to read: the manifest, VS Code's data, and JSX's types. */
export async function manifest(folder: string): Promise<void> {
  const elements = elementsIn(analyse());
  const modules = elements.map(({ path: file, element }) => ({
    kind: 'javascript-module',
    path: file,
    declarations: [element],
    exports: [
      { kind: 'js', name: element.name, declaration: { name: element.name, module: file } },
      { kind: 'custom-element-definition', name: element.tagName, declaration: { name: element.name, module: file } },
    ],
  }));
  const write = (name: string, value: unknown): Promise<void> =>
    writeFile(path.join(folder, name), `${typeof value === 'string' ? value : JSON.stringify(value)}\n`);
  await write('custom-elements.json', { schemaVersion: '1.0.0', readme: '', modules });
  const all = elements.map(({ element }) => element);
  await write('vscode.html-custom-data.json', editorData(all));
  // Beside the build: its own declarations come later, and sweep away what stands in their place.
  await mkdir('types', { recursive: true });
  await writeFile('types/jsx.d.ts', jsxTypes(all));
}

function analyse(): Package {
  const files = globSync('src/{base,context}/*.ts').concat(globSync('src/*/*.ts'));
  const modules = [...new Set(files)]
    .filter((file) => !/\.(test|stories|styles|icons)\.ts$|src\/(test|texts|classes|ssr|define)\//.test(file))
    .map((file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true));
  return create({ modules, plugins: litPlugin(), context: { dev: false } });
}

/** Those that have a tag: what is inherited from the bases is told with each. */
function elementsIn({ modules }: Package): { path: string; element: Element }[] {
  const declarations = modules.flatMap((module: Module) => module.declarations ?? []);
  return globSync('src/define/epos-*.ts')
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
      const attributes = found.attributes?.filter(isPublic) ?? [];
      return {
        path: `dist/${tagName}.js`,
        element: { ...found, members: members ?? [], attributes, tagName, customElement: true },
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

/** For React 18 and 19, Preact and Solid, which all read `IntrinsicElements`. */
function jsxTypes(elements: readonly Element[]): string {
  const tags = elements.map(({ tagName, name, summary = '', attributes = [], events = [] }) => {
    const given = attributes.flatMap(({ name: attribute, fieldName, description = '' }) =>
      attribute && fieldName
        ? [`    /** ${description} */`, `    '${attribute}'?: Attribute<Elements.${name}['${fieldName}']>;`]
        : [],
    );
    const heard = events.flatMap(({ name: event, description = '', type }) => [
      `    /** ${description} */`,
      `    'on${event}'?: (event: Elements.${type.text}) => void;`,
    ]);
    return [`  /** ${summary} */`, `  '${tagName}': Common<Elements.${name}> & {`, ...given, ...heard, `  };`].join(
      '\n',
    );
  });
  return `import type * as Elements from '../dist/index.js';

/** As text, as markup has it, or as the property's value. */
type Attribute<Value> = Value | (Value extends number | boolean | undefined ? \`\${NonNullable<Value>}\` : never) | undefined;

/** What every element takes: the framework's own \`key\`, \`ref\` and children, and the browser's attributes and handlers. */
interface Common<Element> {
  key?: string | number | bigint | null;
  ref?: ((element: Element | null) => void) | { current: Element | null } | null | undefined;
  children?: any;
  id?: string;
  class?: string;
  className?: string;
  slot?: string;
  lang?: string;
  hidden?: boolean;
  theme?: 'auto' | 'light' | 'dark';
  preset?: 'epos' | 'gosuslugi';
  onClick?: (event: any) => void;
  onFocus?: (event: any) => void;
  onBlur?: (event: any) => void;
  onKeyDown?: (event: any) => void;
}

/** For \`declare module 'react' { namespace JSX { interface IntrinsicElements extends EposElements {} } }\`. */
export interface EposElements {
${tags.join('\n')}
}
`;
}
