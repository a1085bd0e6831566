import '../define/epos-context.ts';
import '../define/epos-login.ts';
import '../define/epos-login-button.ts';
import '../define/epos-providers.ts';
import { EposError } from '@epos-login/core';
import { fixtureEpos, meOf, stateAfter, stateOf } from '@epos-login/testing';
import { aTimeout, expect, fixtureSync, html, oneEvent } from '@open-wc/testing';
import { define } from '../base/epos-element.ts';
import { EposElement } from '../base/epos-element.ts';
import type { EposErrorEvent } from '../events/events.ts';
import type { EposProviders } from '../providers/providers.ts';
import { drawn, find, textOf, waitUntil } from '../test/shown.ts';
import { EposContext } from './context.ts';

const ended = stateAfter({ type: 'signed-out', reason: 'ended' });
const elsewhere = stateAfter({ type: 'signed-out', reason: 'elsewhere' });

const settled = async (...elements: { updateComplete: Promise<boolean> }[]) => {
  await aTimeout(0);
  await Promise.all(elements.map(({ updateComplete }) => updateComplete));
};

describe('<epos-context>', () => {
  it('serves the elements inside, through shadow roots, and changes with its property', async () => {
    const context = fixtureSync<EposContext>(
      html`<epos-context .epos=${fixtureEpos(ended)}
        ><div><epos-providers></epos-providers></div
      ></epos-context>`,
    );
    const inside = context.querySelector<EposProviders>('epos-providers')!;
    await settled(inside);
    expect(textOf(inside)).to.contain('Сеанс завершён');
    context.epos = fixtureEpos(elsewhere);
    await settled(context, inside);
    expect(textOf(inside)).to.contain('в другой вкладке');
  });

  it('is replaced by another when an element is moved', async () => {
    const parent = fixtureSync<HTMLElement>(
      html`<div>
        <epos-context .epos=${fixtureEpos(ended)}><epos-providers></epos-providers></epos-context>
        <epos-context .epos=${fixtureEpos(elsewhere)}></epos-context>
      </div>`,
    );
    const inside = parent.querySelector<EposProviders>('epos-providers')!;
    parent.querySelectorAll('epos-context')[1]!.append(inside);
    await settled(inside);
    expect(textOf(inside)).to.contain('в другой вкладке');
    parent.append(inside);
    await settled(inside);
    expect(textOf(inside)).not.to.contain('в другой вкладке');
  });

  it('serves elements that were there before it was defined', async () => {
    const parent = fixtureSync<HTMLElement>(
      html`<div>
        <late-context><epos-providers></epos-providers></late-context>
      </div>`,
    );
    const inside = parent.querySelector<EposProviders>('epos-providers')!;
    await settled(inside);
    const late = parent.firstElementChild as EposContext;
    late.epos = fixtureEpos(ended);
    class LateContext extends EposContext {}
    define('late-context', LateContext);
    await settled(late, inside);
    expect(textOf(inside)).to.contain('Сеанс завершён');
    define('late-context', class extends EposElement {});
    expect(customElements.get('late-context')).to.equal(LateContext);
  });

  it('leaves the request to an outer one while it has nothing to say', async () => {
    const outer = fixtureSync<EposContext>(
      html`<epos-context .epos=${fixtureEpos(ended)}
        ><epos-context><epos-providers></epos-providers></epos-context
      ></epos-context>`,
    );
    const inside = outer.querySelector<EposProviders>('epos-providers')!;
    await settled(inside);
    expect(textOf(inside)).to.contain('Сеанс завершён');
  });

  it('tells the page of states and errors, once each, with nothing personal', () => {
    const epos = fixtureEpos(stateAfter());
    const context = fixtureSync<EposContext>(html`<epos-context .epos=${epos}></epos-context>`);
    const told: unknown[] = [];
    context.addEventListener('epos-state-change', (event) => told.push(event.detail));
    context.addEventListener('epos-error', (event) => told.push(event.detail));
    epos.move({ type: 'signed-out', reason: 'never' });
    epos.move({ type: 'signed-in', ...meOf('teacher') });
    epos.move({ type: 'session', session: 'expiring' });
    epos.move({ type: 'fail', error: new EposError('timeout', 'portal') });
    expect(told).to.deep.equal([
      { kind: 'signed-out' },
      { kind: 'ready', category: 'employee' },
      { kind: 'failed' },
      { code: 'timeout', phase: 'portal' },
    ]);
  });

  it('asks the session to restore itself, without being told to', () => {
    const epos = fixtureEpos(ended);
    fixtureSync(html`<epos-context .epos=${epos}></epos-context>`);
    expect(epos.calls[0]).to.deep.equal(['ready']);
  });

  for (const [shared, kind] of [
    [false, 'failed'],
    [true, 'signed-out'],
  ] as const) {
    it(`${shared ? 'reads nothing' : 'reads'} of what the browser keeps with shared-computer ${shared ? 'on' : 'off'}`, async () => {
      // Where that counts, the SSO is asked, which does not answer here.
      localStorage.setItem('epos-login:had-session', 'https://sso.invalid');
      const context = document.createElement('epos-context');
      const attributes = { issuer: 'https://sso.invalid', 'client-id': 'a', portal: '/api' };
      for (const [name, value] of Object.entries(attributes)) context.setAttribute(name, value);
      context.toggleAttribute('shared-computer', shared);
      const told: string[] = [];
      context.addEventListener('epos-state-change', ({ detail }) => told.push(detail.kind));
      fixtureSync<HTMLElement>(html`<div></div>`).append(context);
      await waitUntil(() => told.at(-1) === kind);
      localStorage.clear();
    });
  }

  describe('configured by attributes', () => {
    const { reportError } = globalThis;
    let reported: unknown[] = [];

    beforeEach(() => {
      reported = [];
      globalThis.reportError = (error) => reported.push(error);
    });
    afterEach(() => {
      globalThis.reportError = reportError;
    });

    it('says clearly that something is missing, and mends when it comes', async () => {
      const context = document.createElement('epos-context');
      context.setAttribute('issuer', 'https://sso.invalid');
      setTimeout(() => {
        document.body.append(context);
      });
      const event = await oneEvent(document, 'epos-error');
      expect(event.detail).to.deep.equal({ code: 'invalid_options', phase: 'configure' });
      expect(String(reported[0])).to.contain('client-id');
      context.remove();
    });

    for (const [what, attributes] of Object.entries({
      'a gateway without a portal': { gateway: '/auth' },
      'a gateway without an address': { gateway: '', portal: '/api' },
      'a gateway that is none': { gateway: 'javascript:alert(1)', portal: '/api' },
    })) {
      it(`says clearly what is missing: ${what}`, async () => {
        const context = document.createElement('epos-context');
        for (const [name, value] of Object.entries(attributes)) context.setAttribute(name, value);
        setTimeout(() => {
          document.body.append(context);
        });
        const event = await oneEvent<EposErrorEvent>(document, 'epos-error');
        expect(event.detail).to.deep.equal({ code: 'invalid_options', phase: 'configure' });
        if (!attributes.gateway.startsWith('java')) expect(String(reported[0])).to.contain('gateway');
        context.remove();
      });
    }

    it('shares one session among elements that say the same, and closes it after the last', async () => {
      const { acquire } = await import('./over-direct.ts');
      const config = {
        issuer: 'https://sso.invalid',
        clientId: 'a',
        portal: 'https://portal.invalid/api',
        redirectUri: location.href,
      };
      const first = acquire(config);
      const second = acquire({ ...config });
      expect(second.epos).to.equal(first.epos);
      const epos = await first.epos;
      let closed = 0;
      const close = epos.close.bind(epos);
      epos.close = () => {
        closed++;
        close();
      };
      first.release();
      first.release();
      await aTimeout(0);
      expect(closed).to.equal(0);
      second.release();
      await waitUntil(() => closed === 1);
      const third = acquire(config);
      expect(third.epos).not.to.equal(first.epos);
      third.release();
    });
  });

  describe('of an untouched shared computer', () => {
    const idle = { type: 'idle', signOutAt: 60_000 } as const;

    it('warns by itself, and lets one stay', async () => {
      const epos = fixtureEpos(stateOf('teacher'));
      const context = fixtureSync<EposContext>(html`<epos-context .epos=${epos}><p>текст</p></epos-context>`);
      await settled(context);
      expect(context.shadowRoot?.querySelector('epos-idle')).to.equal(null);
      epos.move(idle);
      const warning = await drawn(context, 'epos-idle');
      expect(find(warning, '[role=alert]').textContent).to.contain('скоро вход завершится');
      expect(context.querySelector('p')!.checkVisibility()).to.be.true;
      await expect(context).to.be.accessible();
      find(warning, 'button').click();
      expect(epos.calls).to.deep.include(['stay']);
      await waitUntil(() => !context.shadowRoot?.querySelector('epos-idle'));
    });

    it('leaves the warning to an <epos-login> inside', async () => {
      const epos = fixtureEpos(stateOf('teacher'));
      const context = fixtureSync<EposContext>(
        html`<epos-context .epos=${epos}><epos-login layout="panel"></epos-login></epos-context>`,
      );
      epos.move(idle);
      await waitUntil(() => context.querySelector('epos-login')?.shadowRoot?.querySelector('[role=alert]'));
      await settled(context);
      expect(context.shadowRoot?.querySelector('epos-idle')).to.equal(null);
    });

    it('tells the page when the warning comes and goes', () => {
      const epos = fixtureEpos(stateOf('teacher'));
      const context = fixtureSync<EposContext>(html`<epos-context .epos=${epos}></epos-context>`);
      const told: unknown[] = [];
      context.addEventListener('epos-state-change', (event) => told.push(event.detail));
      epos.move(idle);
      epos.move({ type: 'idle' });
      expect(told).to.deep.equal([
        { kind: 'ready', category: 'employee', signOutAt: 60_000 },
        { kind: 'ready', category: 'employee' },
      ]);
    });
  });

  it('shows nothing itself', async () => {
    const context = fixtureSync<EposContext>(html`<epos-context>текст</epos-context>`);
    await context.updateComplete;
    expect(find(context, 'slot')).to.exist;
  });
});
