/**
 * A gateway to ESIA: an OpenID Provider that signs people in at ESIA and speaks its protocol for others.
 *
 * New systems may not go to ESIA by themselves any more; they are connected through the module of a certified gateway,
 * and that is what an SSO such as Keycloak can broker without code of its own (esia-and-epos A1, "Regulatory").
 *
 * @module
 */
import type { AccountClaims } from 'oidc-provider';
import type { PageContext } from '../listen/app.ts';
import type { Handler } from '../listen/listen.ts';
import type { Origins } from '../origins.ts';
import type { EsiaBroker } from '../sso/broker.ts';
import { lostPage, ssoPages } from '../sso/pages.ts';
import { createSite } from '../sso/site.ts';
import { remember } from '../world/remember.ts';
import type { World } from '../world/world.ts';
import { claimsOf } from './claims.ts';
import { createGatewayProvider } from './provider.ts';

export async function createEsiaGateway(origins: Origins, world: World, broker: EsiaBroker): Promise<Handler> {
  const origin = origins.esiaGateway;
  const people = new Map<string, AccountClaims>();
  /** Attempts at ESIA by their state, each of one interaction, hence of one browser. */
  const attempts = new Map<string, string>();
  const { provider, store } = await createGatewayProvider(
    origin,
    (oid) => people.get(oid),
    ssoPages(origins, 'Шлюз ЕСИА'),
  );
  const { app, handler } = createSite(provider, origin, broker);
  const interactionOf = async (c: PageContext) => {
    const found = await provider.interactionDetails(c.env.incoming, c.env.outgoing).catch(() => undefined);
    return found?.uid === c.req.param('uid') ? found : undefined;
  };
  const finish = async (c: PageContext, result: Parameters<typeof provider.interactionResult>[2]) =>
    c.redirect(await provider.interactionResult(c.env.incoming, c.env.outgoing, result), 303);

  app.get('/sign-in/:uid', async (c) => {
    const interaction = await interactionOf(c);
    if (!interaction) return c.html(lostPage(origins), 400);
    const { uid, prompt } = interaction;
    if (prompt.name === 'consent') return finish(c, { consent: {} });
    if (!(await broker.isUp()))
      return finish(c, { error: 'temporarily_unavailable', error_description: 'ESIA does not answer' });
    // ESIA knows no `prompt`: to ask for the password again, its own session has to end first.
    const anew = prompt.reasons.some((reason) => reason !== 'no_session');
    if (anew && c.req.query('fresh') === undefined)
      return c.redirect(broker.logoutUrl(`${origin}/sign-in/${uid}?fresh=1`), 303);
    const { url, state } = await broker.begin();
    remember(attempts, state, uid);
    return c.redirect(url, 303);
  });

  // ESIA knows one address of the gateway; the interaction's cookie belongs to the path of its own pages, so on to there.
  app.get('/esia/callback', (c) => {
    const uid = attempts.get(c.req.query('state') ?? '');
    return uid ? c.redirect(`/sign-in/${uid}/finish${new URL(c.req.url).search}`, 303) : c.html(lostPage(origins), 400);
  });
  app.get('/sign-in/:uid/finish', async (c) => {
    const interaction = await interactionOf(c);
    const state = c.req.query('state') ?? '';
    const belongs = interaction !== undefined && attempts.get(state) === interaction.uid;
    attempts.delete(state);
    if (!belongs) return c.html(lostPage(origins), 400);
    const outcome = await broker.finish(new URL(c.req.url));
    if (outcome.kind === 'failed') return finish(c, { error: outcome.error, error_description: outcome.description });
    const claims = claimsOf(outcome.person);
    remember(people, claims.sub, claims);
    return finish(c, { login: { accountId: claims.sub, remember: false, amr: ['esia'] } });
  });

  app.get('/', (c) => c.redirect(`${origin}/.well-known/openid-configuration`));

  world.onReset(() => {
    store.wipe('Session', 'AuthorizationCode', 'Grant', 'Interaction');
    attempts.clear();
    people.clear();
  });

  return handler;
}
