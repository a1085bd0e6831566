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
        .filter(({ element }) => id !== 'color-contrast' || !hasForcedColors(element))
        .map(({ target, failureSummary = '' }) => ({
          rule: id,
          target: target.flat().join(' › '),
          why: failureSummary.replaceAll(/\s+/g, ' '),
        })),
    ),
    ...scrollsSideways(),
  ];
}

/** The browser paints the person's own colours, but computed styles, which axe reads, tell of the page's. */
function hasForcedColors(element: HTMLElement | undefined): boolean {
  const isForced = matchMedia('(forced-colors: active)').matches;
  return isForced && element !== undefined && getComputedStyle(element).forcedColorAdjust !== 'none';
}

/** WCAG 1.4.10: text is read without scrolling in two directions. axe does not look at that. */
function scrollsSideways(): Finding[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  return [{ rule: 'reflow', target: ':root', why: `${scrollWidth} px of content on a page of ${clientWidth} px` }];
}
