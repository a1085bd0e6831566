import type { Case, Endpoint, Logged, Outcome, Places } from '../case.ts';
import type { Moment, Reply } from './faults.ts';
import { Provider, type Keys } from './provider.ts';

const person = { sub: 'person-1', name: 'Иванова Мария Петровна', family_name: 'Иванова', given_name: 'Мария' };
const me = { person, roles: [{ id: 'r1', category: 'employee', title: 'Учитель' }] };
const subsystems = {
  subsystems: [{ id: 'journal', name: 'Журнал', categories: ['employee'], status: { kind: 'available' } }],
};

/** One case played once in one browser: its own issuers, its own log. */
export class Run {
  readonly places: Places;
  readonly case: Case;
  readonly log: Logged[] = [];
  /** Page loads of the page under test. */
  loads = 0;
  readonly outcome = Promise.withResolvers<Outcome>();
  readonly #provider: Provider;
  readonly #other: Provider;

  constructor(played: Case, places: Places, keys: Keys) {
    this.case = played;
    this.places = places;
    this.#provider = new Provider(places.issuer, played.faults ?? {}, keys);
    this.#other = new Provider(places.other, {}, keys);
  }

  /** Writes the request down and answers it. */
  async answer(request: Logged): Promise<Reply> {
    this.log.push(request);
    const { endpoint } = request;
    const count = this.log.filter((one) => one.endpoint === endpoint).length;
    const moment: Moment = { places: this.places, count, request };
    return this.case.faults?.reply?.[endpoint]?.(moment) ?? (await this.#right(endpoint, moment));
  }

  async #right(endpoint: Endpoint, moment: Moment): Promise<Reply> {
    const provider = endpoint.startsWith('other:') ? this.#other : this.#provider;
    switch (endpoint) {
      case 'discovery':
      case 'other:discovery':
        return provider.metadata(moment);
      case 'authorize':
      case 'other:authorize':
        return provider.authorize(moment);
      case 'keys':
      case 'other:keys':
        return provider.keys(moment);
      case 'token':
      case 'other:token':
        return provider.token(moment);
      case 'logout': {
        const { request } = moment;
        const { post_logout_redirect_uri: back = '', state = '' } = { ...request.query, ...request.body };
        return { status: 303, headers: { location: `${back}?state=${encodeURIComponent(state)}` } };
      }
      case 'me':
        return (await this.#refusal(moment)) ?? { body: me };
      case 'subsystems':
        return (await this.#refusal(moment)) ?? { body: subsystems };
      case 'revoke':
        return {};
      case 'par':
        return provider.push(moment);
      case 'foreign':
      case 'lost':
        return { status: 404 };
    }
  }

  /** The token is one of either issuer's. */
  async #refusal(moment: Moment): Promise<Reply | undefined> {
    const refusal = await this.#provider.refusal(moment);
    return refusal && ((await this.#other.refusal(moment)) === undefined ? undefined : refusal);
  }
}
