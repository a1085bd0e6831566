import { setTimeout as wait } from 'node:timers/promises';
import type { Hono } from 'hono';
import type Provider from 'oidc-provider';
import type { InteractionResults } from 'oidc-provider';
import type { Env, PageContext } from '../listen/app.ts';
import type { Origins } from '../origins.ts';
import { texts } from '../pages/form.ts';
import { match } from '../world/matching.ts';
import { remember } from '../world/remember.ts';
import { fullName } from '../world/register.ts';
import type { World } from '../world/world.ts';
import { demandsEsia } from './acr.ts';
import type { EsiaBroker } from './broker.ts';
import { accountPage, choicePage, lostPage, rsaaPage } from './pages.ts';

export interface SignInParts {
  readonly origins: Origins;
  readonly world: World;
  readonly provider: Provider;
  readonly broker: EsiaBroker;
}

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** An attempt at ESIA, kept until its callback: it belongs to one interaction, hence to one browser. */
interface Journey {
  readonly uid: string;
  callback?: URL;
}

/** The sign-in pages of the SSO: the choice, RSAA's password page, the way through ESIA. */
export function addSignIn(app: Hono<Env>, { origins, world, provider, broker }: SignInParts): void {
  const journeys = new Map<string, Journey>();
  world.onReset(() => {
    journeys.clear();
  });

  /** Runs `task` with the interaction that this browser's cookie proves. */
  const within =
    (task: (c: PageContext, interaction: Interaction) => Promise<Response>) =>
    async (c: PageContext): Promise<Response> => {
      const interaction = await provider.interactionDetails(c.env.incoming, c.env.outgoing).catch(() => undefined);
      if (!interaction || interaction.uid !== c.req.param('uid')) return c.html(lostPage(origins), 400);
      return task(c, interaction);
    };
  const finish = async (c: PageContext, result: InteractionResults) =>
    c.redirect(
      await provider.interactionResult(c.env.incoming, c.env.outgoing, result, { mergeWithLastSubmission: true }),
      303,
    );
  const refuse = (c: PageContext, error: string, error_description: string) => finish(c, { error, error_description });
  const admit = (c: PageContext, interaction: Interaction, accountId: string, provedBy: 'rsaa' | 'esia') =>
    finish(c, {
      // Who names a person has chosen an account, too.
      ...(interaction.prompt.name === 'select_account' ? { select_account: {} } : {}),
      login: {
        accountId,
        remember: false,
        acr: provedBy === 'esia' ? '2' : '1',
        amr: [provedBy === 'esia' ? 'esia' : 'pwd'],
      },
    });

  app.get(
    '/sign-in/:uid',
    within(async (c, { uid, prompt, params, session }) => {
      if (prompt.name === 'consent') return finish(c, { consent: {} });
      const known = prompt.name === 'select_account' ? world.register.find(session?.accountId ?? '') : undefined;
      if (known) return c.html(accountPage({ origins, uid }, fullName(known)));
      const onlyEsia = demandsEsia(params);
      if (params.kc_idp_hint === 'esia') return c.redirect(`/sign-in/${uid}/esia`, 303);
      if (params.kc_idp_hint === 'rsaa' && !onlyEsia) return c.redirect(`/sign-in/${uid}/rsaa`, 303);
      return c.html(choicePage({ origins, uid }, onlyEsia));
    }),
  );
  app.get(
    '/sign-in/:uid/choice',
    within(async (c, { uid, params }) => c.html(choicePage({ origins, uid }, demandsEsia(params)))),
  );

  app.post(
    '/sign-in/:uid/account',
    within(async (c, { uid }) => {
      const { choice } = texts(await c.req.parseBody());
      return choice === 'other' ? c.redirect(`/sign-in/${uid}/choice`, 303) : finish(c, { select_account: {} });
    }),
  );

  app.post(
    '/sign-in/:uid/cancel',
    within((c) => refuse(c, 'access_denied', 'the person declined')),
  );

  /** The password page is RSAA's, though the SSO shows it: it is as slow and as much out of order. */
  const throughRsaa = (task: (c: PageContext, interaction: Interaction) => Promise<Response>) =>
    within(async (c, interaction) => {
      const { delay, outage } = world.faults.of('rsaa');
      if (delay > 0) await wait(delay);
      if (outage !== 'none') return refuse(c, 'temporarily_unavailable', 'RSAA does not answer');
      return task(c, interaction);
    });

  app.get(
    '/sign-in/:uid/rsaa',
    throughRsaa(async (c, { uid, params }) => {
      const hint = typeof params.login_hint === 'string' ? params.login_hint : '';
      return c.html(rsaaPage({ origins, uid, username: hint }));
    }),
  );
  app.post(
    '/sign-in/:uid/rsaa',
    throughRsaa(async (c, interaction) => {
      const { username = '', password = '' } = texts(await c.req.parseBody());
      const verdict = world.accounts.verify(username, password);
      if (verdict.kind === 'ok') return admit(c, interaction, verdict.sub, 'rsaa');
      return c.html(rsaaPage({ origins, uid: interaction.uid, username, problem: verdict.kind }), 422);
    }),
  );

  app.get(
    '/sign-in/:uid/esia',
    within(async (c, { uid, prompt, params }) => {
      if (!(await broker.isUp())) return refuse(c, 'temporarily_unavailable', 'ESIA does not answer');
      // ESIA knows no `prompt`: to ask for the password again, its own session has to end first.
      const anew = prompt.reasons.some((reason) => reason !== 'no_session') || asksAnew(params.prompt);
      if (anew && c.req.query('fresh') === undefined) {
        return c.redirect(broker.logoutUrl(`${origins.sso}/sign-in/${uid}/esia?fresh=1`), 303);
      }
      const { url, state } = await broker.begin();
      remember(journeys, state, { uid });
      return c.redirect(url, 303);
    }),
  );
  // ESIA knows one address of the SSO. The interaction's cookie belongs to the path of its own pages, so on to there.
  app.get('/esia/callback', (c) => {
    const state = c.req.query('state') ?? '';
    const journey = journeys.get(state);
    if (!journey) return c.html(lostPage(origins), 400);
    journey.callback = new URL(c.req.url);
    return c.redirect(`/sign-in/${journey.uid}/esia/finish?state=${encodeURIComponent(state)}`, 303);
  });
  app.get(
    '/sign-in/:uid/esia/finish',
    within(async (c, interaction) => {
      const state = c.req.query('state') ?? '';
      const journey = journeys.get(state);
      journeys.delete(state);
      if (journey?.uid !== interaction.uid || !journey.callback) return c.html(lostPage(origins), 400);
      const outcome = await broker.finish(journey.callback);
      if (outcome.kind === 'failed') return refuse(c, outcome.error, outcome.description);
      const found = match(world.register, outcome.person);
      if (found.kind === 'refused') return refuse(c, 'access_denied', `${found.code}: ${found.text}`);
      return admit(c, interaction, found.sub, 'esia');
    }),
  );
}

function asksAnew(prompt: unknown): boolean {
  return typeof prompt === 'string' && /\b(login|select_account)\b/.test(prompt);
}
