/**
 * The style of the pages: near to that of Gosuslugi, so that people see what they will see (esia-and-epos A13 for the
 * colours), and without its logo.
 */
export const sheet = /* css */ `
:root {
  color-scheme: light dark;
  --blue: #0d4cd3;
  --blue-hover: #1d5deb;
  --ink: #0b1f33;
  --quiet: #52657a;
  --red: #c3213c;
  --red-wash: #fdecef;
  --ground: #edf2f9;
  --card: #fff;
  --line: #8493a5;
  --notice-ground: #fff1c9;
  --notice-ink: #4d3800;
  --focus: #0d4cd3;
}

@media (prefers-color-scheme: dark) {
  :root {
    --blue: #2f6bf0;
    --blue-hover: #255edb;
    --ink: #f0f4fa;
    --quiet: #b3c0d0;
    --red: #ff9aa8;
    --red-wash: #47202c;
    --ground: #081626;
    --card: #10263e;
    --line: #7a8da3;
    --notice-ground: #4a3a0a;
    --notice-ink: #ffe9ad;
    --focus: #9dbcff;
  }

  a, .plain { --link: #9dbcff; }
}

* { box-sizing: border-box; }

body {
  margin: 0;
  min-height: 100vh;
  background: var(--ground);
  color: var(--ink);
  font: 1rem/1.5 Lato, system-ui, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif;
  overflow-wrap: break-word;
}

.notice {
  margin: 0;
  padding: 0.5rem 1rem;
  background: var(--notice-ground);
  color: var(--notice-ink);
  font-size: 0.875rem;
  text-align: center;
}

header { padding: 1.5rem 1rem 0; text-align: center; }

.mark { margin: 0; font-size: 1.5rem; font-weight: 700; letter-spacing: -0.01em; }

main { display: flex; justify-content: center; padding: 1.5rem 1rem 3rem; }

.card {
  width: 100%;
  max-width: 26rem;
  padding: clamp(1.25rem, 5vw, 2rem);
  background: var(--card);
  border-radius: 0.5rem;
  box-shadow: 0 0.25rem 1rem rgb(11 31 51 / 8%);
}

.wide { max-width: 36rem; }

.card > :last-child { margin-bottom: 0; }

h1 { margin: 0 0 0.5rem; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 1.5rem 0 0.25rem; font-size: 1.125rem; }
p { margin: 0 0 1rem; }
ul { margin: 0 0 1rem; padding-left: 1.25rem; }

.lead, .small { color: var(--quiet); }
.small { margin: 1rem 0 0; font-size: 0.875rem; }
.phone { white-space: nowrap; }
.code { margin: 0; color: var(--quiet); font: 0.875rem/1.4 ui-monospace, 'Liberation Mono', monospace; }

a { color: var(--link, var(--blue)); }
a:hover { text-decoration-thickness: 2px; }

.field { margin-bottom: 1.25rem; }
label { display: block; margin-bottom: 0.25rem; font-weight: 600; }

input:not([type='hidden']) {
  width: 100%;
  min-height: 3rem;
  padding: 0.5rem 0.75rem;
  border: 1px solid var(--line);
  border-radius: 0.5rem;
  background: var(--card);
  color: inherit;
  font: inherit;
}

input[aria-invalid] { border: 2px solid var(--red); }

.error { margin: 0 0 0.25rem; color: var(--red); font-size: 0.875rem; }

.summary {
  margin-bottom: 1.25rem;
  padding: 0.75rem 1rem;
  border-left: 4px solid var(--red);
  border-radius: 0.25rem;
  background: var(--red-wash);
}

.summary a { color: inherit; }
.status { padding: 0.75rem 1rem; border-radius: 0.25rem; background: var(--ground); }

button {
  min-height: 3rem;
  padding: 0.5rem 1.25rem;
  border: 1px solid transparent;
  border-radius: 0.5rem;
  font: inherit;
  font-weight: 600;
  cursor: pointer;
}

.primary { width: 100%; background: var(--blue); color: #fff; }
.primary:hover { background: var(--blue-hover); }
.secondary { width: 100%; border-color: var(--line); background: transparent; color: inherit; }
.secondary:hover { border-color: currentcolor; }
.plain {
  width: 100%;
  margin-top: 0.5rem;
  background: transparent;
  color: var(--link, var(--blue));
  text-decoration: underline;
  font-weight: 400;
}

.buttons { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(12rem, 100%), 1fr)); gap: 0.75rem; }

:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }

.links { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.5rem 1rem; margin: 1.5rem 0 0; padding: 0; list-style: none; }
.links a { display: inline-block; padding: 0.25rem 0; }
`;

/** Not Gosuslugi's emblem: a padlock of the sandbox's own, so that a tab is told from others. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0d4cd3"/><path d="M11 14v-3a5 5 0 0 1 10 0v3" fill="none" stroke="#fff" stroke-width="2.5"/><rect x="8" y="14" width="16" height="11" rx="2" fill="#fff"/></svg>`;
