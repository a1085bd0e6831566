import { expect } from '@open-wc/testing';
import { askInFrame } from './silent-frame.ts';

const frame = (name: string, query = '') => new URL(`../test/frames/${name}${query}`, import.meta.url).href;
const script = (code: string) => `data:text/html,<script>${encodeURIComponent(code)}</script>`;
const never = new AbortController().signal;

describe('the hidden frame', () => {
  afterEach(() => {
    expect(document.querySelector('iframe')).to.equal(null);
  });

  it('takes the address of a redirect page that does not run the SDK', async () => {
    const url = frame('mute.html', '?code=1&state=s');
    expect(await askInFrame(url, 's', never)).to.equal(url);
  });

  it('takes what the SDK says in the frame, before the page there is whole', async () => {
    const url = frame('late.html', '?code=1&state=s');
    expect(await askInFrame(url, 's', never)).to.equal(url);
  });

  it('takes no answer of another state', async () => {
    expect(await askInFrame(frame('mute.html', '?code=1&state=other'), 's', never)).to.equal(undefined);
  });

  it('takes no message of another origin, and gives a page that stays there up', async () => {
    const forged = script(
      `parent.postMessage({ type: 'epos-login:answer', state: 's', href: '${location.href}' }, '*')`,
    );
    expect(await askInFrame(forged, 's', never)).to.equal(undefined);
  });

  it('takes no message of another window', async () => {
    const asking = askInFrame(script(''), 's', never);
    window.postMessage(
      { type: 'epos-login:answer', state: 's', href: 'https://evil.example/?state=s' },
      location.origin,
    );
    expect(await asking).to.equal(undefined);
  });

  it('can neither take the page away nor open windows', async () => {
    const asking = askInFrame(script(`top.location = 'about:blank'; open('about:blank')`), 's', never);
    const sandbox = document.querySelector('iframe')?.getAttribute('sandbox');
    expect(sandbox).to.equal('allow-scripts allow-same-origin');
    expect(await asking).to.equal(undefined);
  });

  it('is not seen, nor read by a screen reader', async () => {
    const asking = askInFrame(script(''), 's', never);
    const element = document.querySelector('iframe');
    expect(element && getComputedStyle(element).display).to.equal('none');
    await asking;
  });

  it('goes when it is stopped', async () => {
    const stop = new AbortController();
    const asking = askInFrame(script(''), 's', stop.signal);
    stop.abort();
    expect(await asking).to.equal(undefined);
  });
});
