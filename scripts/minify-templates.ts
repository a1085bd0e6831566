import { readFile } from 'node:fs/promises';
import { transformSync, type Plugin } from 'esbuild';
import ts from 'typescript';

/**
 * Minifies what stands in `css` and `html` templates, which esbuild leaves alone: a sheet as esbuild does files of CSS,
 * and each run of white space in markup to one space, which no browser shows differently outside `white-space: pre`.
 */
export function minifyTemplates(): Plugin {
  return {
    name: 'minify-templates',
    setup(build) {
      build.onLoad({ filter: /elements[\\/]src[\\/].*\.ts$/ }, async ({ path, suffix }) => ({
        contents: minify(path, await readFile(path, 'utf8')),
        loader: 'ts',
        // What a copy imports may be a copy too: see `own-copies.ts`.
        pluginData: suffix,
      }));
    },
  };
}

function minify(path: string, source: string): string {
  const edits: { start: number; end: number; text: string }[] = [];
  const edit = (literal: ts.TemplateLiteralLikeNode, change: (text: string) => string): void => {
    const start = literal.getStart() + 1;
    const end = literal.end - (ts.isTemplateHead(literal) || ts.isTemplateMiddle(literal) ? 2 : 1);
    edits.push({ start, end, text: change(source.slice(start, end)) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node)) {
      const tag = node.tag.getText();
      const { template } = node;
      if (tag === 'css' && ts.isNoSubstitutionTemplateLiteral(template)) edit(template, minifySheet);
      if (tag === 'html' || tag === 'svg') {
        const literals = ts.isTemplateExpression(template)
          ? [template.head, ...template.templateSpans.map(({ literal }) => literal)]
          : [template];
        for (const literal of literals) edit(literal, (text) => text.replaceAll(/[ \t\r\n]+/g, ' '));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true));
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: minified }) => text.slice(0, start) + minified + text.slice(end), source);
}

/** The target stays open: esbuild must not rewrite what it thinks the oldest browser lacks. */
function minifySheet(text: string): string {
  return transformSync(text, { loader: 'css', minify: true, charset: 'utf8' }).code.trim().replaceAll('\\', '\\\\');
}
