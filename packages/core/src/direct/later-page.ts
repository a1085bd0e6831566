import { post } from '../page/form-post.ts';
import type { LaterPage, Page } from '../page/page.ts';
import { isSameSite } from '../page/same-site.ts';
import { askInFrame } from './silent-frame.ts';

const browserLater: LaterPage = { post, askInFrame, isSameSite };

export function laterPage(page: Page): LaterPage {
  return page.later ?? browserLater;
}
