import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { TypedPage } from './test/typed-page.ts';

const vueTsc = path.join(fileURLToPath(import.meta.resolve('vue-tsc/package.json')), '../bin/vue-tsc.js');

let page: TypedPage;
before(async () => {
  page = await TypedPage.open(vueTsc, 'page.vue', { vueCompilerOptions: { strictTemplates: true } });
});
after(() => page[Symbol.asyncDispose]());

/** What `vue-tsc` says of a page with these elements, line by line. */
function complaintsOf(...lines: readonly string[]): Promise<string> {
  const script = `<script setup lang="ts">
import type {} from '@epos-login/elements/vue';
import type { Epos } from '@epos-login/core';
defineProps<{ epos: Epos }>();
</script>`;
  return page.complaints(`${script}\n<template>\n${lines.join('\n')}\n</template>\n`);
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
