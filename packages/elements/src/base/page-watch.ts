import type { ReactiveElement } from 'lit';
import type { Standing } from '../low-vision/low-vision.ts';

/** What a version for people with low vision shows of itself, on offer or switched on: BVI's parts, and lidrekon's. */
const switchers = '.bvi-open,.bvi-body,#specialButton,html.special';

/** The elements that stand in the page, each with a mark of its own for each time that it was put there. */
export const standing: Standing = new Map();

let languages: MutationObserver | undefined;

/** Has every element drawn anew. */
export function redraw(): void {
  for (const one of standing.keys()) one.requestUpdate();
}

/** Has an element drawn anew when a part of the page changes its language: one observer serves all. */
export function followLanguage(element: ReactiveElement): void {
  standing.set(element, {});
  languages ??= new MutationObserver(redraw);
  languages.observe(document, { subtree: true, attributeFilter: ['lang'] });
}

/** Has the elements follow a version for people with low vision. Until there is one, looking is all that it costs. */
export function followSwitcher(): void {
  if (document.querySelector(switchers))
    import('../low-vision/low-vision.ts').then(
      ({ look }) => {
        look(standing);
      },
      () => undefined,
    );
}
