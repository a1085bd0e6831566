import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placed } from './placed.ts';

describe('the place of a popup', () => {
  const screen = { left: 0, top: 0, width: 1920, height: 1040 };

  it('is the middle of the window', () => {
    const window = { left: 100, top: 50, width: 1000, height: 800 };
    assert.equal(placed({ window, screen }), 'popup,width=520,height=680,left=340,top=110');
  });

  it('is wholly on the screen, on a second one too', () => {
    const second = { left: 1920, top: -200, width: 1280, height: 700 };
    const window = { left: 3000, top: 400, width: 600, height: 400 };
    assert.equal(placed({ window, screen: second }), 'popup,width=520,height=680,left=2680,top=-180');
    assert.equal(
      placed({ window: { left: -500, top: -100, width: 300, height: 300 }, screen }),
      'popup,width=520,height=680,left=0,top=0',
    );
  });

  it('is the whole of a small screen', () => {
    const small = { left: 0, top: 0, width: 360, height: 640 };
    assert.equal(placed({ window: small, screen: small }), 'popup,width=360,height=640,left=0,top=0');
  });
});
