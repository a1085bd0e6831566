import type { Category } from '@epos-login/core';
import { EposEvent } from './epos-event.ts';

/** Fires before a role category is chosen. */
export class EposCategoryChangeEvent extends EposEvent<{ readonly category: Category }> {
  constructor(category: Category) {
    super('epos-category-change', { category }, true);
  }
}

/** Fires before the person is signed out. */
export class EposSignOutEvent extends EposEvent<null> {
  constructor() {
    super('epos-sign-out', null, true);
  }
}
