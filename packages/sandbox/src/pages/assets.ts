import { Hono } from 'hono';
import { sheet } from './sheet.ts';

/** Sends the form of a page that has nothing to ask. Without JavaScript the page's button does it. */
const submitScript = `const form = document.forms[0];
const button = form?.querySelector('button[type="submit"], button:not([type])') ?? document.querySelector('button[form]');
form?.requestSubmit(button ?? undefined);
`;

/** Brings the reader to the list of errors, as GOV.UK's error summary does: screen readers then read it first. */
const focusScript = `document.querySelector('[data-focus]')?.focus();
`;

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0b4a5c"/><path d="M9 9h14v3H13v3h8v3h-8v3h10v3H9z" fill="#fff"/></svg>`;

/** The files every part serves at \`/assets\`: one shared style sheet, two short scripts, the icon. */
export const assets = new Hono();

function file(path: string, type: string, body: string): void {
  assets.get(path, (c) => c.body(body, 200, { 'Content-Type': type, 'Cache-Control': 'no-cache' }));
}

file('/epos.css', 'text/css; charset=utf-8', sheet);
file('/submit.js', 'text/javascript; charset=utf-8', submitScript);
file('/focus.js', 'text/javascript; charset=utf-8', focusScript);
file('/icon.svg', 'image/svg+xml', icon);
