import type { ReactiveElement } from 'lit';

/** Tokens that are drawn in the page's colour of text, and those in its colour of background. */
const inText = ['text', 'muted', 'line', 'accent', 'accent-hover', 'focus', 'warn', 'bad'];
const inBackground = ['surface', 'canvas', 'subtle', 'on-accent', 'accent-soft', 'warn-soft', 'bad-soft'];

/** One for all elements: a change of colours reaches them at once. */
let sheet: CSSStyleSheet | undefined;
let written = '';

/** Puts the page's colours over an element's own, or takes them off again. */
export function dress(element: ReactiveElement, mark: Element | null): void {
  const { shadowRoot } = element;
  if (!shadowRoot || (!mark && !sheet)) return;
  sheet ??= new CSSStyleSheet();
  if (mark) write(sheet, mark);
  const others = shadowRoot.adoptedStyleSheets.filter((adopted) => adopted !== sheet);
  // Last, after what was loaded in the meantime.
  shadowRoot.adoptedStyleSheets = mark ? [...others, sheet] : others;
}

function write(to: CSSStyleSheet, mark: Element): void {
  // lidrekon colours what is inside the element that it marks.
  const colored = mark === document.documentElement ? document.body : mark;
  const colors = [getComputedStyle(colored).color, backgroundOf(colored)] as const;
  if (colors.join() === written) return;
  written = colors.join();
  to.replaceSync(textOf(...colors));
}

/** The background that shows through. */
function backgroundOf(element: Element): string {
  const { backgroundColor } = getComputedStyle(element);
  if (!/^rgba\(.*, 0\)$|^transparent$/.test(backgroundColor)) return backgroundColor;
  return element.parentElement ? backgroundOf(element.parentElement) : 'Canvas';
}

/** Important, as the switchers' rules are: inside a shadow root that outweighs whatever the page says. */
function textOf(text: string, background: string): string {
  const tokens = [
    ...inText.map((name) => `--_${name}:${text}`),
    ...inBackground.map((name) => `--_${name}:${background}`),
    '--_shadow:none',
    // Each button has an edge there: none stands out by its padding, and none goes without.
    '--_out:0em',
    `--_edge:${text}`,
    // Of radio buttons and fields to tick, which the browser draws.
    `color-scheme:${isDark(background) ? 'dark' : 'light'}`,
  ];
  const important = (declarations: readonly string[]): string =>
    declarations.map((declaration) => `${declaration}!important`).join(';');
  // Browsers give buttons and fields a spacing of their own, which the page's does not reach.
  return `
    :host { ${important([...tokens, 'background-color:transparent', 'font-family:inherit', 'line-height:inherit'])} }
    button, .button, input { ${important(['letter-spacing:inherit', 'word-spacing:inherit', 'line-height:inherit'])} }
    .button, .picture { ${important(['background:transparent', 'color:inherit', 'border:1px solid currentColor'])} }
    .button:is([aria-pressed='true'], [aria-selected='true']) { ${important([`background:${text}`, `color:${background}`])} }
    .note, .pill { ${important(['border:1px solid currentColor'])} }
    .button:hover { ${important(['text-decoration:underline'])} }
    a { ${important(['text-decoration:underline'])} }
  `;
}

/** Whether it is darker than the middle, in the weights of ITU-R BT.601. A system's colour is taken for light. */
function isDark(color: string): boolean {
  const [red = 255, green = 255, blue = 255] = (color.match(/\d+/g) ?? []).map(Number);
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
