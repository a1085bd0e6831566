import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildIfStale, root } from './packages.ts';

const run = promisify(execFile);
const vueTsc = path.join(fileURLToPath(import.meta.resolve('vue-tsc/package.json')), '../bin/vue-tsc.js');

/** Among the examples, from where packages are found as a page's build finds them. */
let folder = '';
before(async () => {
  await buildIfStale('core');
  await buildIfStale('elements');
  const within = path.join(root, 'examples/subsystem/node_modules/.cache');
  await mkdir(within, { recursive: true });
  folder = await mkdtemp(path.join(within, 'vue-'));
  const compilerOptions = {
    strict: true,
    noEmit: true,
    module: 'esnext',
    moduleResolution: 'bundler',
    target: 'es2022',
    lib: ['es2023', 'dom', 'dom.iterable'],
    types: [],
    // Vue's own declarations are Vue's, and take ten seconds.
    skipLibCheck: true,
  };
  const config = { compilerOptions, vueCompilerOptions: { strictTemplates: true }, files: ['page.vue'] };
  await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
});
after(() => rm(folder, { recursive: true }));

/** What `vue-tsc` says of a page with these elements, line by line. */
async function complaintsOf(...lines: readonly string[]): Promise<string> {
  const script = `<script setup lang="ts">
import type {} from '@epos-login/elements/vue';
import type { Epos } from '@epos-login/core';
defineProps<{ epos: Epos }>();
</script>`;
  await writeFile(path.join(folder, 'page.vue'), `${script}\n<template>\n${lines.join('\n')}\n</template>\n`);
  try {
    await run(process.execPath, [vueTsc, '-p', '.'], { cwd: folder });
    return '';
  } catch (error) {
    return (error as { readonly stdout: string }).stdout;
  }
}

describe('the types for Vue', () => {
  it('know attributes, properties, events and what every element takes', async () => {
    const complaints = await complaintsOf(
      `<epos-login id="a" class="b" style="color: red" key="c" slot="d" data-a="1" aria-busy="true" lang="ru" theme="auto"
         layout="page" heading-level="1" shared-computer deep-link="open" support-page="/help" :epos="epos" :notes="null"
         @epos-sign-in="(event) => { event.preventDefault(); event.detail.provider; }" @click="(event) => event.clientX">
         <a href="/sign-in">Вход</a>
       </epos-login>`,
      `<epos-subsystems view="list" :heading-level="3" :synonyms="[['mark', 'grade']]" @epos-open="({ subsystem }) => subsystem.id" />`,
      '<epos-user-menu inline :texts="{}" />',
    );
    assert.equal(complaints, '');
  });

  it('refuse what does not exist', async () => {
    const complaints = await complaintsOf(
      '<epos-login layout="tower" />',
      '<epos-login colour="red" />',
      '<epos-login heading-level="two" />',
      '<epos-login :epos="3" />',
      '<epos-login @epos-sign-in="(event: MouseEvent) => event.x" />',
      '<epos-login @epos-nothing="() => undefined" />',
    );
    // The first stands in the seventh line.
    for (const [index, complaint] of [
      /tower/,
      /colour/,
      /two/,
      /number.*Epos/,
      /MouseEvent/,
      /onEposNothing/,
    ].entries()) {
      const line = complaints.split('\n').filter((said) => said.startsWith(`page.vue(${7 + index},`));
      assert.match(line.join('\n'), complaint, complaints);
    }
  });
});
