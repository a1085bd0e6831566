/**
 * A server that renders fixtures, in a process of its own: its elements are those of Node.
 *
 * @module
 */
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import type { EposElement } from '../base/epos-element.ts';
import '../index.ts';
import { rendererWith } from '../ssr/ssr.ts';
import { staticSheet } from '../ssr/static-sheet.ts';

/** What is asked for: markup as a page has it, or the static sheet of an element. */
export type ServerRequest = { readonly id: number } & ({ readonly markup: string } | { readonly sheet: string });

export interface ServerAnswer {
  readonly id: number;
  readonly body: string;
}

const elementRenderers = [rendererWith((tag) => `/static-sheets/${tag}.css`)];

async function answer(request: ServerRequest): Promise<string> {
  if ('sheet' in request) return staticSheet(customElements.get(request.sheet) as unknown as typeof EposElement);
  // The markup becomes a template of its own, as if it stood in the source.
  const strings = Object.assign([request.markup], { raw: [request.markup] });
  return collectResult(render(html(strings), { elementRenderers }));
}

process.on('message', (request: ServerRequest) => {
  answer(request).then(
    (body) => process.send?.({ id: request.id, body } satisfies ServerAnswer),
    (error: unknown) => process.send?.({ id: request.id, body: String(error) } satisfies ServerAnswer),
  );
});
