import type { ReactiveElement } from 'lit';
import { setState } from '../base/states.ts';
import { followFocus, giveFocusBack } from './focus.ts';
import { dress } from './sheet.ts';

/** The elements that stand in the page, each with a mark of its own for each time that it was put there. */
export type Standing = Map<ReactiveElement, object>;

/** BVI wraps the content of a page into this, and gives it its colours and sizes. */
const bvi = '.bvi-body';

/** What else says that a version is on: BVI's mark on `<body>`, lidrekon's on `<html>` (`.special special-color-1`). */
const others = 'body.bvi-active, html.special[class*="special-"]';

/** What they change when a person picks other colours or sizes. */
const watched = ['class', 'data-bvi-theme', 'data-bvi-fontsize'];

/** Where the version was on when the page was looked at last. */
let shown: Element | null = null;
let standing: Standing = new Map();
let isQueued = false;
let watch: MutationObserver | undefined;

/**
 * Has all elements follow the page: they take its colours and sizes over while a version for people with low vision is
 * on, and keep the focus while it is switched.
 *
 * The switchers' own rules reach an element but not into its shadow root: without this, a blue button would stay blue
 * on a black page.
 */
export function look(present: Standing): void {
  // Handed over: what the first bytes hold as well would travel in a file apart.
  standing = present;
  if (isQueued) return;
  isQueued = true;
  // BVI puts a thousand elements in again one by one; the page is looked at once.
  queueMicrotask(() => {
    isQueued = false;
    follow();
  });
}

function follow(): void {
  const mark = document.querySelector(bvi) ?? document.querySelector(others);
  watchPage(mark);
  for (const [element, stay] of standing) {
    if (mark || shown) {
      setState(element, 'low-vision', !!mark);
      dress(element, mark);
    }
    giveFocusBack(element, stay);
    followFocus(element);
  }
  shown = mark;
}

function watchPage(mark: Element | null): void {
  watch ??= new MutationObserver(() => {
    look(standing);
  });
  watch.observe(document.documentElement, { attributeFilter: ['class'] });
  watch.observe(document.body, { attributeFilter: ['class'], childList: true });
  if (mark?.matches(bvi)) watch.observe(mark, { attributeFilter: watched });
}

// A switcher's sheet comes a moment after its mark.
document.addEventListener(
  'load',
  () => {
    if (shown) look(standing);
  },
  true,
);
