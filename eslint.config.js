import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

export default defineConfig(
  {
    ignores: ['**/dist/', '**/cdn/', 'packages/elements/types/', '**/.types/', '**/.cache/', 'storybook-static/'],
  },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Numbers in messages and addresses are plain enough.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // It would ask for the `!` that another rule forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // An empty attribute often means what a missing one does: `||` says so.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true, boolean: true } }],
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'A union of literals says the same and erases.' },
        { selector: "TSModuleDeclaration[kind='namespace']", message: 'Modules are the only namespaces here.' },
        { selector: 'Decorator', message: 'Decorators cost bytes and break in Vite: use `static properties`.' },
      ],
    },
  },
  {
    // TypeScript checks these too, and knows the globals of each place.
    files: ['**/*.{js,mjs}'],
    rules: { 'no-undef': 'off' },
  },
  {
    // A page's own script, in plain JavaScript, as pages without a build have it.
    files: ['examples/*/pages/**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    files: ['packages/elements/src/**/*.ts', '**/*.stories.ts'],
    extends: [lit['flat/recommended'], wc['flat/best-practice']],
  },
  {
    files: [
      '**/*.test.ts',
      '**/*.journey.ts',
      '**/src/{test,hostile}/**',
      'journeys/harness/**',
      'journeys/{keycloak,floor,redis}/**',
    ],
    rules: {
      // node:test's `test()` returns a promise that its runner awaits; Chai's assertions are property reads.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite'] },
          ],
        },
      ],
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // `find<HTMLInputElement>(…)` reads better in a test than a cast of what it finds.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    files: ['packages/{core,elements,testing}/src/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.stories.ts', '**/src/{test,hostile}/**'],
    rules: { 'no-console': 'error' },
  },
);
