import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { lostPage } from './lost-page.ts';

async function pageFor(
  language?: string,
  home = 'https://journal.example/?a=1&b="<script>',
): Promise<[string, string]> {
  const headers: Record<string, string> = language === undefined ? {} : { 'accept-language': language };
  const response = lostPage(new Request('http://x/', { headers }), home, {
    why: 'refused',
    status: 400,
    detail: '<i>',
  });
  return [await response.text(), response.headers.get('content-security-policy') ?? ''];
}

describe('the page for who is led nowhere', () => {
  for (const [language, lang] of [
    [undefined, 'ru'],
    ['', 'ru'],
    ['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
    ['en-US,en;q=0.9', 'en'],
    ['en,ru;q=0.5', 'en'],
    ['de-DE,de;q=0.9', 'ru'],
    ['tt,ru;q=0.5', 'ru'],
  ] as const) {
    it(`is in ${lang} for ${String(language)}`, async () => {
      const [page] = await pageFor(language);
      assert.match(page, new RegExp(`<html lang="${lang}">`));
    });
  }

  it('may be styled by its own sheet, and by nothing else', async () => {
    const [page, policy] = await pageFor();
    const sheet = /<style>(.*)<\/style>/s.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(sheet).digest('base64');
    assert.ok(policy.includes(`style-src 'sha256-${hash}'`));
    assert.match(policy, /^default-src 'none';/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.doesNotMatch(policy, /unsafe/);
  });

  it('links to the operator’s own address as it is', async () => {
    const [page] = await pageFor();
    assert.ok(page.includes('href="https://journal.example/?a=1&amp;b=&quot;&lt;script>"'));
  });

  it('tells developers what it is told to tell, as text', async () => {
    const [page] = await pageFor();
    assert.ok(page.includes('<small>&lt;i></small>'));
  });
});
