import type { EsiaPart } from '../esia-part.ts';
import type { InformationSystem } from '../esia/esia.ts';
import { scopeNames } from '../esia/protocol/scopes.ts';
import { createPages, handlerOf } from '../listen/app.ts';
import type { Handler } from '../listen/listen.ts';
import { isLoopback } from '../listen/loopback.ts';
import type { Origins } from '../origins.ts';
import { texts } from '../pages/form.ts';
import type { Clients } from '../sso/clients.ts';
import { faultyParts, longestDelay, outages, type FaultyPart, type Outage } from '../world/faults.ts';
import type { World } from '../world/world.ts';
import type { SandboxControl } from './control.ts';
import { controlPage } from './page.ts';

export interface ControlPagesParts {
  readonly origins: Origins;
  readonly world: World;
  readonly control: SandboxControl;
  readonly clients: Clients;
  readonly esia: Pick<EsiaPart, 'systems'>;
}

/** What was done, told on the page that follows. */
const done = {
  day: 'Наступил следующий день.',
  clock: 'Часы токенов переставлены.',
  fault: 'Неисправность установлена.',
  mended: 'Все части исправны.',
  expired: 'Выданные токены доступа больше не принимаются.',
  revoked: 'Токены обновления отозваны.',
  ended: 'Все сеансы завершены.',
  lifetime: 'Срок жизни токенов изменён.',
  logout: 'Адрес для уведомлений о выходе изменён.',
  esia: 'Система зарегистрирована в ЕСИА.',
  reset: 'Песочница возвращена к началу.',
} as const;

type Done = keyof typeof done;

/** The control page: both dials for time, faults, tokens and sessions. */
export function createControlPages({ origins, world, control, clients, esia }: ControlPagesParts): Handler {
  const app = createPages();
  const shown = (outcome: Pick<Parameters<typeof controlPage>[0], 'done' | 'problem'>) =>
    controlPage({ origins, world, clients, systems: esia.systems(), ...outcome });

  app.get('/', (c) => {
    const key = c.req.query('done');
    return c.html(shown({ done: Object.entries(done).find(([name]) => name === key)?.[1] }));
  });
  app.get('/state.json', (c) =>
    c.json({
      today: control.calendar.today(),
      clock_offset: control.clock.offset,
      token_lifetime: world.tokens.lifetime,
      faults: Object.fromEntries(faultyParts.map((part) => [part, control.faults.of(part)])),
    }),
  );
  app.get('/clients/:id', (c) => {
    const key = clients.list.find(({ clientId }) => `${clientId}.jwk` === c.req.param('id'))?.privateKey;
    return key ? c.json(key) : c.notFound();
  });

  /** One button: does it and shows the page again. */
  const act = (path: string, task: (form: Record<string, string>) => Done | Promise<Done>) => {
    app.post(path, async (c) => {
      try {
        return c.redirect(`/?done=${await task(texts(await c.req.parseBody()))}`, 303);
      } catch (error) {
        if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
        return c.html(shown({ problem: 'Так не получится: проверьте, что введено.' }), 422);
      }
    });
  };

  act('/calendar', ({ days = '1' }) => {
    control.calendar.nextDay(wholeNumber(days, 1, 366));
    return 'day';
  });
  act('/clock', ({ minutes = '0' }) => {
    control.clock.set(wholeNumber(minutes, -525_600, 525_600) * 60);
    return 'clock';
  });
  act('/faults', ({ part, delay = '0', outage = 'none', coop }) => {
    const known = faultyParts.find((name): name is FaultyPart => name === part);
    const how = outages.find((name): name is Outage => name === outage);
    if (!known || !how) throw new RangeError('no such fault');
    control.faults.set(known, { delay: wholeNumber(delay, 0, longestDelay), outage: how, coop: coop === 'yes' });
    return 'fault';
  });
  act('/faults/reset', () => {
    control.faults.reset();
    return 'mended';
  });
  act('/tokens/expire', () => {
    control.tokens.expireAccess();
    return 'expired';
  });
  act('/tokens/revoke', () => {
    control.tokens.revokeRefresh();
    return 'revoked';
  });
  act('/tokens/lifetime', ({ seconds = '' }) => {
    control.tokens.setLifetime(wholeNumber(seconds, 1, 86_400));
    return 'lifetime';
  });
  act('/sessions/end', async ({ notify }) => {
    await control.sessions.end({ notify: notify === 'yes' });
    return 'ended' as const;
  });
  act('/backchannel', ({ client = '', uri = '' }) => {
    if (uri !== '' && !isLoopback(uri)) throw new RangeError('not this machine');
    if (!clients.list.some(({ clientId }) => clientId === client)) throw new RangeError('no such client');
    control.setBackchannelLogout(client, uri === '' ? undefined : uri);
    return 'logout';
  });
  act('/esia', ({ mnemonic = '', redirect_uri = '', certificate = '' }) => {
    control.registerAtEsia(systemOf(mnemonic.trim(), redirect_uri.trim(), certificate));
    return 'esia';
  });
  act('/reset', () => {
    control.reset();
    return 'reset';
  });
  return handlerOf(app);
}

/** A system as a developer registers it: all scopes, and the domain of its return address. */
function systemOf(mnemonic: string, redirectUri: string, certificate: string): InformationSystem {
  const fits = /^[A-Z][A-Z0-9_-]{0,29}$/.test(mnemonic) && isLoopback(redirectUri);
  // A text field has taken the line breaks out of the PEM.
  const base64 = certificate.replaceAll(/-----[A-Z ]+-----|\s/g, '');
  if (!fits) throw new RangeError('no such system');
  return {
    mnemonic,
    displayName: mnemonic,
    redirectUris: [redirectUri],
    domains: [new URL(redirectUri).host],
    certificates: [Buffer.from(base64, 'base64')],
    scopes: Object.keys(scopeNames),
  };
}

function wholeNumber(text: string, from: number, to: number): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isInteger(number) || number < from || number > to)
    throw new RangeError('out of range');
  return number;
}
