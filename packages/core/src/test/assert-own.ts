import assert from 'node:assert/strict';

/** The browser stays on the origin of `page` when it is sent to `address`. */
export function assertOwn(address: string, page: URL): void {
  const url = new URL(address);
  assert.equal(url.origin, page.origin, address);
  assert.equal(url.protocol, page.protocol, address);
  assert.equal(url.username + url.password, '', address);
  assert.ok(address.startsWith(`${page.origin}/`), address);
}
