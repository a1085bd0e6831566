import path from 'node:path';
import type { TestRunnerPlugin } from '@web/test-runner';
import { buildIfStale } from '../packages.ts';
import { bundleOf } from './bundle.ts';

const entry = path.resolve(import.meta.dirname, '../../packages/elements/src/cdn.ts');

/** The policy of the issue, and that of a page that loads two copies of Lit. */
const policies: Readonly<Record<string, string>> = {
  one: 'lit-html',
  two: "lit-html 'allow-duplicates'",
};

/** Writes down what goes wrong, from the first script on. */
const reporter = `
  window.faults = [];
  window.warnings = [];
  addEventListener('error', ({ message }) => faults.push(message));
  addEventListener('unhandledrejection', ({ reason }) => faults.push(String(reason)));
  document.addEventListener('securitypolicyviolation', (event) => faults.push(event.violatedDirective));
  console.warn = (warning) => warnings.push(warning);
`;

/**
 * `/strict-page/one?scripts=…` and `/strict-page/two?scripts=…`: pages of nothing but scripts, under the strictest policy
 * that one copy of the elements needs, or two. `/bundles/<version>/<copy>/epos-login.js` is the bundle for pages without
 * a build, of any version, and `/bundles/published/<copy>/epos-login.js` what a page with a build makes of the package;
 * each copy is a program of its own to the browser.
 */
export function strictPage(): TestRunnerPlugin {
  const bundles = new Map<string, Promise<Map<string, string>>>();
  return {
    name: 'strict-page',
    async serve({ path: asked, query }) {
      const [, place = '', first = '', , file = ''] = asked.split('/');
      if (place === 'strict-page') {
        if (first === 'reporter.js') return { body: reporter, type: 'js' };
        const scripts = String(query.scripts).split(',');
        const tags = scripts.map((script) => `<script type="module" src="${script}"></script>`);
        return {
          body: `<!doctype html><html lang="ru"><meta charset="utf-8"><title>-</title>
            <script src="/strict-page/reporter.js"></script>${tags.join('')}<body></body></html>`,
          type: 'html',
          headers: { 'Content-Security-Policy': policyWith(policies[first] ?? "'none'") },
        };
      }
      if (place !== 'bundles') return undefined;
      const bundle = bundles.get(first) ?? (first === 'published' ? published() : versioned(first));
      bundles.set(first, bundle);
      return { body: (await bundle).get(`/bundle/${file}`) ?? '', type: 'js' };
    },
  };
}

function versioned(version: string): Promise<Map<string, string>> {
  return bundleOf(
    { 'epos-login': entry },
    { define: { EPOS_LOGIN_VERSION: JSON.stringify(version) }, logLevel: 'error' },
  );
}

async function published(): Promise<Map<string, string>> {
  await buildIfStale('core');
  const dist = await buildIfStale('elements');
  return bundleOf({ 'epos-login': path.join(dist, 'epos-login.js') }, { conditions: ['browser'], logLevel: 'error' });
}

function policyWith(trustedTypes: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "require-trusted-types-for 'script'",
    `trusted-types ${trustedTypes}`,
  ].join('; ');
}
