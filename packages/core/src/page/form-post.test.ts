import { expect } from '@open-wc/testing';

/** The page that posts stands in a frame, so that the test is not taken away with it. */
function load(query = ''): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.src = new URL(`../test/frames/posts.html${query}`, import.meta.url).href;
  document.body.append(frame);
  return frame;
}

describe('leaving by a form', () => {
  it('leaves no secret in an address', async () => {
    const frame = load();
    const address = () => frame.contentWindow?.location.href ?? '';
    while (!address().includes('mute.html')) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(address()).to.equal(new URL('../test/frames/mute.html', import.meta.url).href);
    frame.remove();
  });

  it('says so where the policy of the page forbids the form', async () => {
    const refused = new Promise((resolve) => {
      window.addEventListener('message', ({ data }) => {
        if (data === 'refused') resolve(true);
      });
    });
    const frame = load(`?policy=${encodeURIComponent("form-action 'none'")}`);
    expect(await refused).to.equal(true);
    expect(frame.contentWindow?.location.pathname).to.match(/posts\.html$/);
    frame.remove();
  });
});
