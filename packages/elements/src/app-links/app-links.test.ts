import '../define/epos-app-links.ts';
import { stateAfter } from '@epos-login/testing';
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { wordsOf } from '../test/manuals.ts';
import { all, find, focused, show, textOf } from '../test/shown.ts';
import type { EposAppLinks } from './app-links.ts';
import { ownStore } from './device.ts';

const addresses = {
  'app-store': 'https://app-store.example/epos',
  'google-play': 'https://google-play.example/epos',
  'app-gallery': 'https://app-gallery.example/epos',
  'nash-store': 'https://nash-store.example/epos',
  rustore: 'https://rustore.example/epos',
};

const agents = {
  iphone: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 Version/17.4 Mobile/15E148',
  mac: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.4 Safari/605.1.15',
  android: 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/109.0.0.0 Mobile Safari/537.36',
  huawei: 'Mozilla/5.0 (Linux; Android 10; HUAWEI P40) AppleWebKit/537.36 Chrome/92.0 HuaweiBrowser/12 Mobile',
  windows: 'Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 Chrome/109.0.0.0 Safari/537.36',
};

const own = Object.getOwnPropertyDescriptor(Navigator.prototype, 'userAgent')!;

/** The page is on a device that says this of itself. */
function onDevice(userAgent: string): void {
  Object.defineProperty(navigator, 'userAgent', { configurable: true, get: () => userAgent });
}

const shownStores = (element: EposAppLinks) => all(element, 'a').map(({ dataset }) => dataset.store);

async function links(attributes: Record<string, string> = addresses): Promise<EposAppLinks> {
  return (await show('epos-app-links', stateAfter(), attributes)).element;
}

describe('<epos-app-links>', () => {
  const warn = console.warn;
  let warnings: string[] = [];

  beforeEach(() => {
    onDevice(agents.windows);
    warnings = [];
    console.warn = (message: string) => warnings.push(message);
  });

  afterEach(() => {
    console.warn = warn;
    Object.defineProperty(navigator, 'userAgent', {
      configurable: true,
      get: () => own.get?.call(navigator) as string,
    });
  });

  it('says what the manual says, in its order', async () => {
    const element = await links();
    expect(wordsOf(find(element, '.heading').textContent)).to.equal(
      wordsOf('Мобильное приложение ЭПОС — цифровой помощник в образовательном процессе'),
    );
    const shown = all(element, '.words').map((words) =>
      wordsOf(words.textContent.replace('(откроется в\u00a0новой вкладке)', '')),
    );
    expect(shown).to.deep.equal(
      [
        'Загрузите в App Store',
        'Доступно в Google Play',
        'ОТКРОЙТЕ В AppGallery',
        'NASHSTORE',
        'Доступно в RuStore',
      ].map(wordsOf),
    );
    expect(all<HTMLAnchorElement>(element, 'a').map(({ href }) => href)).to.deep.equal(Object.values(addresses));
    expect(warnings).to.be.empty;
  });

  it('puts the device’s own store first and leaves the others', async () => {
    for (const [agent, first] of [
      [agents.iphone, 'appStore'],
      [agents.android, 'googlePlay'],
      [agents.huawei, 'appGallery'],
    ] as const) {
      onDevice(agent);
      const stores = shownStores(await links());
      expect(stores[0]).to.equal(first);
      expect(stores).to.have.members(['appStore', 'googlePlay', 'appGallery', 'nashStore', 'rustore']);
    }
    onDevice(agents.android);
    expect(shownStores(await links({ rustore: addresses.rustore })), 'one without an address').to.deep.equal([
      'rustore',
    ]);
  });

  it('knows devices by what they say, and leaves the unknown alone', () => {
    expect(ownStore({ userAgent: agents.mac })).to.be.undefined;
    expect(ownStore({ userAgent: agents.mac, maxTouchPoints: 5 }), 'an iPad').to.equal('appStore');
    expect(ownStore({ userAgent: '', userAgentData: { platform: 'Android' } })).to.equal('googlePlay');
    expect(ownStore({ userAgent: agents.windows, userAgentData: { platform: 'Windows' } })).to.be.undefined;
    expect(ownStore({})).to.be.undefined;
  });

  it('shows nothing without addresses, and tells the author of the page once', async () => {
    const element = await links({});
    expect(textOf(element)).to.equal('');
    element.requestUpdate();
    await element.updateComplete;
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.contain('<epos-app-links>').and.to.contain('app-store');
    element.rustore = addresses.rustore;
    await element.updateComplete;
    expect(shownStores(element)).to.deep.equal(['rustore']);
  });

  it('refuses every address but https:, and says which', async () => {
    const element = await links({
      'app-store': 'javascript:alert(1)',
      'google-play': 'http://google-play.example/epos',
      'app-gallery': '//app-gallery.example/epos',
      'nash-store': 'market://details?id=ru.permkrai.school',
      rustore: addresses.rustore,
    });
    expect(shownStores(element)).to.deep.equal(['rustore']);
    expect(warnings.join()).to.contain('App Store, Google Play, AppGallery, NashStore').and.to.contain('https://');
  });

  it('leaves words of the page’s own text', async () => {
    const element = await links();
    element.texts = { appHeading: '<img src=x onerror=alert(1)>' };
    await element.updateComplete;
    expect(find(element, '.heading').textContent).to.equal('<img src=x onerror=alert(1)>');
  });

  it('speaks English and follows a change', async () => {
    const element = await links({ ...addresses, lang: 'en' });
    expect(textOf(element)).to.contain('Download on the App Store').and.to.contain('(opens in');
    element.lang = 'ru';
    await element.updateComplete;
    expect(textOf(element)).to.contain('Загрузите в App Store');
  });

  it('is accessible, light and dark, walked by Tab, with targets of 44 px', async () => {
    for (const theme of ['light', 'dark']) {
      const element = await links({ ...addresses, theme });
      element.parentElement!.style.background = theme === 'dark' ? '#0e1828' : '#fff';
      await expect(element).to.be.accessible();
    }
    const element = await links();
    for (const link of all(element, 'a')) {
      const { width, height } = link.getBoundingClientRect();
      expect(Math.min(width, height)).to.be.at.least(44);
      if (link === find(element, 'a')) link.focus();
      else await sendKeys({ press: 'Tab' });
      expect(focused() === link, link.textContent).to.be.true;
      expect(link).to.have.attribute('target', '_blank');
      expect(textOf(link)).to.contain('(откроется в новой вкладке)');
    }
  });
});
