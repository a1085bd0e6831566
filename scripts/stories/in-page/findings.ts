import axe from 'axe-core';

/** Something that a person could stumble over. */
export interface Finding {
  readonly rule: string;
  readonly target: string;
  readonly why: string;
}

/** axe's rules of whole pages: a story is a part of one. Target sizes are off by default, being of WCAG 2.2. */
const rules: axe.RuleObject = {
  region: { enabled: false },
  'target-size': { enabled: true },
};

export async function findings(): Promise<Finding[]> {
  const { violations } = await axe.run('#storybook-root', {
    resultTypes: ['violations'],
    rules,
    preload: false,
    elementRef: true,
  });
  return [
    ...violations.flatMap(({ id, nodes }) =>
      nodes
        .filter(({ element }) => !(element && mistakes[id]?.(element)))
        .map(({ target, failureSummary = '' }) => ({
          rule: id,
          target: target.flat().join(' › '),
          why: failureSummary.replaceAll(/\s+/g, ' '),
        })),
    ),
    ...scrollsSideways(),
  ];
}

/** Where axe takes for a fault what is none. */
const mistakes: Readonly<Record<string, (element: HTMLElement) => boolean>> = {
  // The browser paints the person's own colours, but computed styles, which axe reads, tell of the page's.
  'color-contrast': (element) =>
    matchMedia('(forced-colors: active)').matches && getComputedStyle(element).forcedColorAdjust !== 'none',
  // ISO 639-2 leaves `qaa` to `qtz` to everybody's own use, such as a pseudo-locale; axe's list lacks them.
  'valid-lang': ({ lang }) => /^q[a-t][a-z](-|$)/.test(lang),
};

/** WCAG 1.4.10: text is read without scrolling in two directions. axe does not look at that. */
function scrollsSideways(): Finding[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  return [{ rule: 'reflow', target: ':root', why: `${scrollWidth} px of content on a page of ${clientWidth} px` }];
}
