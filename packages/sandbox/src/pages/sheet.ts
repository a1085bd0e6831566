/**
 * The one style sheet of all pages: deep teal ink on paper, system fonts, light and dark by the reader's setting.
 * Lengths in rem, so that the browser's own font size is obeyed; nothing is wider than 320 px needs.
 */
export const sheet = `
:root {
  color-scheme: light dark;
  --ink: #0d2b36; --ink-soft: #47626d; --paper: #fff; --ground: #f1f5f6; --line: #c9d6db; --edge: #6b8691;
  --brand: #0b4a5c; --brand-strong: #073746; --on-brand: #fff; --link: #00617c; --tint: #e3eff2;
  --bad: #b3201f; --bad-tint: #fdecea; --good: #17683d; --good-tint: #e5f4ea; --focus: #d98200;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e4eef1; --ink-soft: #a9bec6; --paper: #13242b; --ground: #0b181d; --line: #2c444d; --edge: #6f8b96;
    --brand: #7fd0e3; --brand-strong: #a9e2f0; --on-brand: #06232c; --link: #8ad6e8; --tint: #1a323b;
    --bad: #ff9d94; --bad-tint: #3a1d1c; --good: #8fdcae; --good-tint: #16321f; --focus: #ffb84d;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; overflow-wrap: break-word;
}
h1, h2, h3 { line-height: 1.2; margin: 0 0 1rem; text-wrap: balance; overflow-wrap: break-word; }
h1 { font-size: clamp(1.5rem, 1.2rem + 1.5vw, 2.125rem); letter-spacing: -0.01em; }
h2 { font-size: 1.25rem; } h3 { font-size: 1.0625rem; }
p, ul, ol, dl { margin: 0 0 1rem; }
a { color: var(--link); text-underline-offset: 0.2em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }
code, .mono { font-family: ui-monospace, "Cascadia Mono", Consolas, "Liberation Mono", monospace; font-size: 0.9375em; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--paper); padding: 0.5rem 1rem; z-index: 1; }
.strip { display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between; padding: 0.5rem 1.25rem; font-size: 0.875rem; background: var(--paper); border-bottom: 1px solid var(--line); color: var(--ink-soft); }
.strip a { font-weight: 600; text-decoration: none; color: var(--link); }
.strip a:hover { text-decoration: underline; }
main, .wide { width: 100%; margin-inline: auto; padding-inline: 1.25rem; }
main { flex: 1; padding-block: 2.5rem 4rem; }
.narrow { max-width: 30rem; } .text { max-width: 48rem; } .wide { max-width: 76rem; }
.ministry { background: linear-gradient(120deg, #06303d, #0b4a5c 55%, #0f6274); color: #fff; padding-block: 1.75rem; }
.ministry > .wide { display: flex; flex-wrap: wrap; gap: 0.75rem 3rem; align-items: center; justify-content: space-between; }
.ministry p { margin: 0; }
.ministry-name { text-transform: uppercase; font-weight: 700; letter-spacing: 0.04em; line-height: 1.35; padding-left: 1rem; border-left: 4px solid #f0b64c; }
.ministry-service { font-size: 1.0625rem; max-width: 22rem; color: #e2f1f4; }
.ministry-footer { border-top: 1px solid var(--line); background: var(--paper); padding-block: 1.25rem; font-size: 0.875rem; color: var(--ink-soft); }
.ministry-footer .wide { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; justify-content: space-between; }
.ministry-footer p { margin: 0; } .ministry-footer nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 14px; padding: clamp(1.25rem, 4vw, 2.25rem); box-shadow: 0 1px 2px rgb(7 40 50 / 6%), 0 12px 32px rgb(7 40 50 / 6%); }
.card + .card { margin-top: 1.5rem; }
.card > :last-child { margin-bottom: 0; }
.lead { font-size: 1.125rem; color: var(--ink-soft); }
.muted, .hint { color: var(--ink-soft); } .hint { font-size: 0.875rem; margin: 0 0 0.375rem; }
.field { margin-bottom: 1.25rem; }
label, legend { display: block; font-weight: 600; margin-bottom: 0.375rem; }
.caps label { text-transform: uppercase; letter-spacing: 0.04em; font-size: 0.8125rem; color: var(--ink-soft); }
fieldset { border: 0; margin: 0 0 1.25rem; padding: 0; min-width: 0; }
input, select, textarea { width: 100%; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--edge); border-radius: 8px; padding: 0.625rem 0.75rem; min-height: 2.875rem; }
input:focus-visible, select:focus-visible, textarea:focus-visible { outline-offset: 0; border-radius: 8px; }
input::placeholder { color: var(--ink-soft); opacity: 1; }
textarea { min-height: 8rem; resize: vertical; }
.star { color: var(--bad); margin-left: 0.125em; }
.check { display: flex; gap: 0.75rem; align-items: flex-start; }
.check input { width: 1.375rem; height: 1.375rem; min-height: 0; flex: none; margin: 0.0625rem 0 0; accent-color: var(--brand); }
.check label { font-weight: 400; margin: 0; }
.invalid > input, .invalid > select, .invalid > textarea { border-color: var(--bad); border-width: 2px; }
.error { color: var(--bad); font-weight: 600; margin: 0 0 0.375rem; }
.summary { border: 2px solid var(--bad); background: var(--bad-tint); border-radius: 10px; padding: 1rem 1.25rem; margin-bottom: 1.5rem; }
.summary h2 { font-size: 1.0625rem; margin-bottom: 0.5rem; } .summary ul, .summary p { margin: 0; } .summary ul { padding-left: 1.25rem; }
.summary a { color: var(--bad); font-weight: 600; }
.done { border: 2px solid var(--good); background: var(--good-tint); border-radius: 10px; padding: 0.875rem 1.25rem; margin-bottom: 1.5rem; }
.done :last-child { margin-bottom: 0; }
button, .button { display: inline-flex; align-items: center; justify-content: center; gap: 0.625rem; min-height: 2.875rem; padding: 0.625rem 1.375rem; font: inherit; font-weight: 600; line-height: 1.25; text-align: center; text-decoration: none; cursor: pointer; border-radius: 8px; border: 2px solid var(--brand); background: var(--brand); color: var(--on-brand); }
button:hover, .button:hover { background: var(--brand-strong); border-color: var(--brand-strong); text-decoration: none; }
.quiet { background: transparent; color: var(--link); border-color: var(--line); }
.quiet:hover { background: var(--tint); border-color: var(--edge); color: var(--link); }
.danger { background: transparent; color: var(--bad); border-color: var(--bad); }
.danger:hover { background: var(--bad-tint); border-color: var(--bad); color: var(--bad); }
.block { width: 100%; } .block + .block { margin-top: 0.875rem; }
.big { min-height: 3.5rem; font-size: 1.125rem; padding-inline: 1.75rem; }
.actions { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: center; }
.row { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: flex-end; }
.row > .field { flex: 1 1 14rem; margin-bottom: 0; } .row > button { flex: none; }
.links { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; justify-content: space-between; margin-bottom: 1.25rem; font-size: 0.875rem; letter-spacing: 0.03em; }
.grid { display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)); }
.grid .card { margin: 0; }
.split { display: grid; gap: 2rem; grid-template-columns: minmax(0, 1fr); align-items: start; }
@media (min-width: 56rem) { .split { grid-template-columns: 17rem minmax(0, 1fr); } .side { grid-area: 1 / 1; } }
.side h2 { font-size: 0.875rem; text-transform: uppercase; letter-spacing: 0.05em; color: var(--ink-soft); margin: 1.5rem 0 0.5rem; }
.side h2:first-child { margin-top: 0; } .side ul { list-style: none; padding: 0; margin: 0; font-size: 0.875rem; } .side li { margin-bottom: 0.5rem; }
.scroll { overflow-x: auto; margin-bottom: 1rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
caption { text-align: left; color: var(--ink-soft); padding-bottom: 0.5rem; }
th, td { text-align: left; vertical-align: top; padding: 0.75rem 0.75rem 0.75rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; } thead th { font-size: 0.8125rem; color: var(--ink-soft); }
tr:last-child > th, tr:last-child > td { border-bottom: 0; }
dl.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.25rem 1rem; }
.facts dd, td code, th code { overflow-wrap: anywhere; } .keep code { overflow-wrap: normal; white-space: nowrap; }
.facts dt { color: var(--ink-soft); } .facts dd { margin: 0; }
.tag { display: inline-block; padding: 0.125rem 0.625rem; border-radius: 99px; background: var(--tint); font-size: 0.8125rem; font-weight: 600; }
.tag.warn { background: var(--bad-tint); color: var(--bad); } .tag.ok { background: var(--good-tint); color: var(--good); }
.letter pre { white-space: pre-wrap; font: inherit; margin: 0.75rem 0 0; }
.after { margin-top: 1.5rem; }
section.after { margin-top: 3rem; }
.after.card, h3.after { margin-top: 1.5rem; }
.first-submit { position: absolute; width: 1px; height: 1px; min-height: 0; padding: 0; border: 0; overflow: hidden; clip-path: inset(50%); }
.search { margin-bottom: 0.375rem; } .search + .hint { margin-bottom: 1rem; }
.faults { margin-top: 1.25rem; }
.fault { padding-bottom: 1.25rem; margin-bottom: 1.25rem; border-bottom: 1px solid var(--line); }
.fault h3 { display: flex; gap: 0.75rem; align-items: center; justify-content: space-between; margin-bottom: 0.625rem; }
.hero { background: radial-gradient(120% 160% at 85% 0%, #14788c 0%, #0b4a5c 45%, #06303d 100%); color: #fff; padding-block: clamp(2.5rem, 7vw, 4.5rem); }
.hero h1 { font-size: clamp(2rem, 1.4rem + 3vw, 3.25rem); margin-bottom: 0.75rem; }
.hero .lead { color: #d9ecf0; max-width: 44rem; font-size: clamp(1.0625rem, 1rem + 0.4vw, 1.25rem); }
.hero p:last-child { margin-bottom: 0; } .hero a:not(.button) { color: #cfeaf0; }
.button.gold { background: #f0b64c; border-color: #f0b64c; color: #2a1c00; }
.button.gold:hover { background: #ffc966; border-color: #ffc966; color: #2a1c00; }
.button.ghost { background: transparent; border-color: #9cc8d2; color: #fff; }
.button.ghost:hover { background: rgb(255 255 255 / 12%); color: #fff; }
.hero :focus-visible, .ministry :focus-visible { outline-color: #ffd27a; }
.tiles { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 16.5rem), 1fr)); }
.tiles a { display: flex; flex-direction: column; gap: 0.25rem; height: 100%; padding: 1.125rem 1.25rem; background: var(--paper); border: 1px solid var(--line); border-radius: 14px; color: var(--ink); text-decoration: none; }
.tiles a:hover { border-color: var(--edge); background: var(--tint); }
.tiles strong { color: var(--link); font-size: 1.0625rem; } .tiles code { color: var(--ink-soft); margin-top: auto; padding-top: 0.5rem; }
@media (max-width: 40rem) {
  main { padding-block: 1.5rem 3rem; }
  .stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stack, .stack caption, .stack tbody, .stack tr, .stack th, .stack td { display: block; }
  .stack th, .stack td { padding: 0.125rem 0; border: 0; }
  .stack tr { padding: 0.875rem 0; border-bottom: 1px solid var(--line); } .stack tr:last-child { border: 0; }
  .stack td[data-label]::before { content: attr(data-label) ": "; color: var(--ink-soft); }
  dl.facts { grid-template-columns: minmax(0, 1fr); gap: 0; } .facts dd { margin-bottom: 0.5rem; }
}
@media (forced-colors: active) { .card, .tag { border: 1px solid; } button, .button { border-color: ButtonText; } }
`;
