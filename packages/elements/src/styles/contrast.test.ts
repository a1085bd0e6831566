import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { define, EposElement } from '../base/epos-element.ts';
import { pageStyles } from '../login/page.styles.ts';
import { listStyles } from '../subsystems/list.styles.ts';
import { buttonTokens } from './button.tokens.ts';
import { viewTokens } from './view.tokens.ts';

/** Every token there is, as an element reads it. */
class TokenProbe extends EposElement {
  static override styles = [buttonTokens, viewTokens, listStyles, pageStyles];
}
define('token-probe', TokenProbe);

const looks: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['as it comes', {}],
  ['light', { theme: 'light' }],
  ['dark', { theme: 'dark' }],
  ['gosuslugi', { preset: 'gosuslugi' }],
  ['gosuslugi, dark', { preset: 'gosuslugi', theme: 'dark' }],
  ['automatic, on a dark page', { theme: 'auto' }],
];

const texts = ['text', 'muted', 'accent', 'accent-hover', 'bad', 'warn'];
const backgrounds = ['surface', 'canvas', 'subtle', 'accent-soft', 'warn-soft', 'bad-soft'];

/** The tokens in these looks, as colours. */
async function tokensIn(attributes: Readonly<Record<string, string>>): Promise<(name: string) => readonly number[]> {
  const probe = new TokenProbe();
  // Only a page has a canvas.
  probe.setAttribute('layout', 'page');
  for (const [name, value] of Object.entries(attributes)) probe.setAttribute(name, value);
  document.body.append(probe);
  await probe.updateComplete;
  const style = getComputedStyle(probe);
  const canvas = style.backgroundColor;
  const colors = new Map(
    [...texts, ...backgrounds, 'on-accent', 'focus'].map((name) => [name, style.getPropertyValue(`--_${name}`)]),
  );
  colors.set('canvas', canvas);
  probe.remove();
  return (name) => {
    const swatch = document.createElement('canvas').getContext('2d')!;
    expect(CSS.supports('color', colors.get(name) ?? ''), `${name} is a colour`).to.be.true;
    swatch.fillStyle = colors.get(name) ?? '';
    swatch.fillRect(0, 0, 1, 1);
    return [...swatch.getImageData(0, 0, 1, 1).data];
  };
}

/** Relative luminance, as WCAG 2.2 defines it. */
function luminance(color: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = color.map((byte) => {
    const channel = byte / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: readonly number[], other: readonly number[]): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

describe('contrast', () => {
  it('is measured as WCAG does', () => {
    expect(contrast([255, 255, 255], [0, 0, 0])).to.equal(21);
    expect(contrast([119, 119, 119], [255, 255, 255])).to.be.closeTo(4.48, 0.01);
  });

  for (const [name, attributes] of looks) {
    describe(name, () => {
      let color: (name: string) => readonly number[];

      before(async () => {
        await emulateMedia({ colorScheme: name.endsWith('dark page') ? 'dark' : 'light' });
        color = await tokensIn(attributes);
      });
      after(() => emulateMedia({ colorScheme: 'light' }));

      for (const text of texts) {
        for (const background of backgrounds) {
          it(`of ${text} on ${background} is 4.5 at least`, () => {
            expect(contrast(color(text), color(background))).to.be.at.least(4.5);
          });
        }
      }

      for (const background of ['accent', 'accent-hover']) {
        it(`of the words in a button on ${background} is 4.5 at least`, () => {
          expect(contrast(color('on-accent'), color(background))).to.be.at.least(4.5);
        });
      }

      for (const background of backgrounds) {
        it(`of a button, its border and the focus on ${background} is 3 at least`, () => {
          for (const mark of ['accent', 'muted', 'focus']) {
            expect(contrast(color(mark), color(background)), mark).to.be.at.least(3);
          }
        });
      }
    });
  }
});
