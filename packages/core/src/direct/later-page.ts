import { post } from './form-post.ts';
import type { LaterPage, Page } from './page.ts';
import { isSameSite } from './same-site.ts';
import { askInFrame } from './silent-frame.ts';

const browserLater: LaterPage = { post, askInFrame, isSameSite };

export function laterPage(page: Page): LaterPage {
  return page.later ?? browserLater;
}
