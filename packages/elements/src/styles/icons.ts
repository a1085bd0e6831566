import { svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Drawn for this project on a grid of 24, in strokes, so that they take the colour of the words beside them. */
const shapes = {
  close: svg`<path d="M6 6l12 12M18 6L6 18"/>`,
  check: svg`<path d="M5 12.5l4.5 4.5L19 7.5"/>`,
  slow: svg`<path d="M12 4L2.5 20h19zM12 10v4M12 17v.01"/>`,
  works: svg`<path d="M14.5 6.5a4 4 0 0 0-5 5L4 17l3 3 5.5-5.5a4 4 0 0 0 5-5L15 12l-3-3z"/>`,
  lock: svg`<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>`,
  soon: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>`,
  search: svg`<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4.5 4.5"/>`,
  alert: svg`<circle cx="12" cy="12" r="9"/><path d="M12 7.5V13M12 16.5v.01"/>`,
  arrow: svg`<path d="M9 5l7 7-7 7"/>`,
  down: svg`<path d="M6 9.5l6 6 6-6"/>`,
  external: svg`<path d="M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9"/>`,
  exit: svg`<path d="M10 4H5v16h5M15 8l4 4-4 4M19 12H9"/>`,
  copy: svg`<rect x="8" y="8" width="12" height="12" rx="2"/><path d="M16 8V4H4v12h4"/>`,
  employee: svg`<rect x="3.5" y="8" width="17" height="12" rx="2"/><path d="M9 8V4.5h6V8M3.5 13h17"/>`,
  parent: svg`<circle cx="8.5" cy="7.5" r="3.5"/><path d="M2.5 20v-1.5a6 6 0 0 1 12 0V20"/><circle cx="17.5" cy="11.5" r="2.5"/><path d="M17.5 16a4 4 0 0 1 4 4"/>`,
  student: svg`<path d="M12 4L1.5 9 12 14l10.5-5zM6 11.5V17c3.5 3 8.5 3 12 0v-5.5"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof shapes;

/** A picture beside words that say the same, so it is hidden from those who listen. */
export function icon(name: IconName): TemplateResult {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true">${shapes[name]}</svg>`;
}
