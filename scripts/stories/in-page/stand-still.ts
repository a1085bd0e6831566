/** The moment of every picture: a school's Monday morning. */
const now = Date.UTC(2026, 8, 7, 5, 0);

/** Has every run see the same: time stands, and the letters are of a font that each machine has. */
export function standStill(): void {
  Date.now = () => now;
  window.Date = new Proxy(Date, {
    construct: (target, parameters: unknown[], newTarget) =>
      Reflect.construct(target, parameters.length > 0 ? parameters : [now], newTarget) as Date,
  });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :root { --epos-font: 'Liberation Sans'; caret-color: transparent; }
    .story-page { font-family: 'Liberation Sans'; }
    .sb-show-main.sb-main-padded .story-page { min-height: 0; }
    body:has(.story-page[data-theme='dark']) { background: #0d1728; }
  `);
  document.adoptedStyleSheets = [sheet];
}
