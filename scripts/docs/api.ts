import path from 'node:path';
import {
  Application,
  Converter,
  ReflectionKind,
  type CommentDisplayPart,
  type DeclarationReflection,
  type ProjectReflection,
  type TypeDocOptions,
} from 'typedoc';
import { load as markdown } from 'typedoc-plugin-markdown';
import { root } from '../packages.ts';
import { publicModules } from './entries.ts';

/** What the custom-elements manifest reads beside what TypeDoc knows. */
const elementTags = ['@summary', '@slot', '@csspart', '@cssproperty', '@cssstate', '@attr'] as const;

/** Values of which nothing but the names of their keys or items is public. */
const onlyKeys: Readonly<Record<string, string[]>> = {
  '@epos-login/core': ['src/advice/ru.ts:ru', 'src/help/ru.ts:ru'],
  '@epos-login/elements': ['src/texts/ru.ts:ru'],
  '@epos-login/sandbox': [
    'src/origins.ts:parts',
    'src/world/faults.ts:faultyParts',
    'src/world/faults.ts:outages',
    'src/world/register.ts:editableFields',
  ],
};

const options: TypeDocOptions = {
  name: 'EPOS Login',
  tsconfig: path.join(root, 'tsconfig.docs.json'),
  plugin: [markdown],
  // One page for each module that can be imported.
  router: 'module',
  readme: 'none',
  disableSources: true,
  // `npm run typecheck` has the last word on types.
  skipErrorChecking: true,
  // What Lit and the DOM give to every element is told by them.
  excludeExternals: true,
  excludeInternal: true,
  excludePrivate: true,
  excludeProtected: true,
  // Members that say all by their name and type may do without.
  requiredToBeDocumented: ['Function', 'Class', 'Interface', 'TypeAlias', 'Variable', 'Method', 'Accessor'],
};

/**
 * Writes the API reference from the doc comments.
 *
 * @returns whether it is whole: everything public has a comment, every link leads somewhere, and every type that a
 * signature names is there to be read
 */
export async function writeReference(out: string): Promise<boolean> {
  const modules = publicModules();
  const app = await Application.bootstrapWithPlugins({ ...options, entryPoints: [...modules.keys()], out });
  app.options.setValue('blockTags', [...app.options.getValue('blockTags'), ...elementTags]);
  // Before TypeDoc sorts members into groups.
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    hideStatics(project);
  });
  const project = await app.convert();
  if (!project) return false;
  nameModules(project, modules);
  linkByName(project);
  validate(app, project, new Set([...modules.values()].map((name) => name.split('/', 2).join('/'))));
  await app.generateOutputs(project);
  return !app.logger.hasErrors() && !app.logger.hasWarnings();
}

/** Modules bear the names by which they are imported. */
function nameModules(project: ProjectReflection, modules: Map<string, string>): void {
  for (const module of project.children ?? []) {
    const source = project.getSymbolIdFromReflection(module)?.fileName;
    module.name = modules.get(source ?? '') ?? module.name;
  }
}

/** The statics of an element are read by Lit, not by people. */
function hideStatics(project: ProjectReflection): void {
  const declared = (project.children ?? []).flatMap(({ children = [] }) => children);
  for (const member of declared.flatMap(({ children = [] }) => children)) {
    if (member.flags.isStatic) project.removeReflection(member);
  }
}

/**
 * Lets `{@linkcode EposError}` lead to what is public under this name wherever it stands: a file that only speaks of a
 * type has no import of it, and an import for a comment's sake would be one too many.
 */
function linkByName(project: ProjectReflection): void {
  const named = new Map<string, DeclarationReflection>();
  for (const { children = [] } of project.children ?? []) {
    for (const child of children) if (!child.kindOf(ReflectionKind.Reference)) named.set(child.name, child);
  }
  const resolve = (part: CommentDisplayPart): void => {
    const target = part.kind === 'inline-tag' && !part.target ? named.get(part.text) : undefined;
    if (part.kind === 'inline-tag' && target) part.target = target;
  };
  for (const { comment } of Object.values(project.reflections)) {
    comment?.summary.forEach(resolve);
    comment?.blockTags.forEach(({ content }) => {
      content.forEach(resolve);
    });
  }
}

/** TypeDoc takes a project for one package, and the types of all others for somebody else's: so one after another. */
function validate(app: Application, project: ProjectReflection, packages: ReadonlySet<string>): void {
  const everywhere = { invalidLink: true, invalidPath: true, notDocumented: true };
  const nowhere = { invalidLink: false, invalidPath: false, notDocumented: false };
  app.options.setValue('packagesRequiringDocumentation', [...packages]);
  app.options.setValue('validation', { ...everywhere, notExported: false });
  app.validate(project);
  app.options.setValue('validation', { ...nowhere, notExported: true });
  for (const name of packages) {
    project.packageName = name;
    app.options.setValue('intentionallyNotExported', onlyKeys[name] ?? []);
    app.validate(project);
  }
}
