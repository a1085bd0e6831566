import { expect } from '@open-wc/testing';
import { askInFrame } from './silent-frame.ts';

it('a page whose policy forbids the frame knows so at once', async () => {
  const policy = Object.assign(document.createElement('meta'), {
    httpEquiv: 'Content-Security-Policy',
    content: "frame-src 'none'",
  });
  document.head.append(policy);
  const began = performance.now();
  const url = new URL('/auth?prompt=none', location.origin.replace('localhost', '127.0.0.1')).href;
  expect(await askInFrame(url, 's', new AbortController().signal)).to.equal(undefined);
  expect(performance.now() - began).to.be.below(900);
});
