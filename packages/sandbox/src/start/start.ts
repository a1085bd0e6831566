import { subsystemCatalogue } from '@epos-login/testing/people';
import { createPages, handlerOf } from '../listen/app.ts';
import type { Handler } from '../listen/listen.ts';
import type { Origins } from '../origins.ts';
import type { Clients } from '../sso/clients.ts';
import { startPage } from './page.ts';
import { subsystemPage, unknownPage } from './subsystem-page.ts';

/** A page that tries the sign-in out. */
export interface DemoPage {
  readonly title: string;
  readonly url: string;
}

export interface StartParts {
  readonly origins: Origins;
  readonly demo: readonly DemoPage[];
  readonly clients: Clients;
}

/** The start page, and the page that stands for subsystems without a launch address. */
export function createStart({ origins, demo, clients }: StartParts): Handler {
  const app = createPages();
  const catalogue = new Map(
    subsystemCatalogue((id) => ({ url: `${origins.start}/subsystem/${id}` })).map((one) => [one.id, one]),
  );

  app.get('/', (c) => c.html(startPage({ origins, demo, clients, lang: c.req.query('lang') === 'en' ? 'en' : 'ru' })));
  app.get('/subsystem/:id', (c) => {
    const subsystem = catalogue.get(c.req.param('id'));
    return subsystem
      ? c.html(subsystemPage(origins, subsystem, c.req.query('epos_category')))
      : c.html(unknownPage(origins), 404);
  });
  app.notFound((c) => c.html(unknownPage(origins), 404));
  return handlerOf(app);
}
