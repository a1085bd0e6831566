import { expect } from '@open-wc/testing';
import '../index.ts';
import { tokens } from './tokens.ts';

const tags = [
  'epos-advice',
  'epos-app-links',
  'epos-context',
  'epos-help',
  'epos-login',
  'epos-login-button',
  'epos-providers',
  'epos-role-picker',
  'epos-subsystems',
  'epos-user-menu',
] as const;

describe('tokens', () => {
  it('are 25 at most', () => {
    expect(tokens.length).to.be.at.most(25);
  });

  it('are all that the sheets of the elements read', async () => {
    const later = await Promise.all([
      import('../login/panel.styles.ts'),
      import('../login/page.styles.ts'),
      import('../login/journey.styles.ts'),
      import('../subsystems/list.styles.ts'),
      import('../user-menu/menu.styles.ts'),
    ]);
    const sheets = tags.flatMap(
      (tag) => (customElements.get(tag) as unknown as { elementStyles: { cssText: string }[] }).elementStyles,
    );
    const text = [...sheets, ...later.flatMap((module) => Object.values(module) as { cssText: string }[])]
      .map(({ cssText }) => cssText)
      .join('');
    const read = new Set(text.match(/--epos-[a-z-]+/g));
    expect([...read].filter((token) => !(tokens as readonly string[]).includes(token))).to.be.empty;
    expect(tokens.filter((token) => !read.has(token))).to.be.empty;
  });
});
