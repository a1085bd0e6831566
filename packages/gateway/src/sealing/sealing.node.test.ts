import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { CompactEncrypt } from 'jose';
import { Sealer } from './sealing.ts';

const [first, second] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)] as const;
const value = { name: 'Иванова Мария Петровна', list: [1, 2, 3] };

/** Sealed by the right key, and in a way that the sealer would not. */
function sealed(header: Record<string, string>, text: string, key: Uint8Array = first): Promise<string> {
  return new CompactEncrypt(deflateRawSync(text))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', ...header })
    .encrypt(key);
}

async function kidOf(key: Uint8Array): Promise<string> {
  const [header = ''] = (await new Sealer([key]).seal('session', {})).split('.');
  return (JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string }).kid;
}

describe('Sealer', () => {
  const sealer = new Sealer([first]);

  it('gives back what was sealed, and shows nothing of it', async () => {
    const text = await sealer.seal('session', value);
    assert.deepEqual(await sealer.open('session', text), value);
    for (const part of text.split('.')) {
      assert.doesNotMatch(Buffer.from(part, 'base64url').toString(), /Иванова|list/);
    }
  });

  it('never seals twice alike', async () => {
    assert.notEqual(await sealer.seal('session', value), await sealer.seal('session', value));
  });

  it('deflates, so that a cookie holds more', async () => {
    assert.ok((await sealer.seal('session', 'x'.repeat(5000))).length < 400);
  });

  it('opens nothing that was sealed for something else', async () => {
    assert.equal(await sealer.open('session', await sealer.seal('login', value)), undefined);
  });

  it('opens nothing of a key that it has not', async () => {
    assert.equal(await sealer.open('session', await new Sealer([second]).seal('session', value)), undefined);
  });

  it('opens what any of its keys has sealed, and seals by the first', async () => {
    const old = await sealer.seal('session', value);
    const rotated = new Sealer([second, first]);
    assert.deepEqual(await rotated.open('session', old), value);
    const fresh = await rotated.seal('session', value);
    assert.deepEqual(await new Sealer([second]).open('session', fresh), value);
    assert.equal(await sealer.open('session', fresh), undefined);
  });

  it('opens nothing that was changed by a bit, anywhere', async () => {
    const text = await sealer.seal('session', value);
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (let at = 0; at < text.length; at += 7) {
      // The first of the letter's six bits: the last ones may stand for nothing at the end of a part.
      const other = letters[letters.indexOf(text[at]!) ^ 32] ?? 'A';
      const changed = `${text.slice(0, at)}${other}${text.slice(at + 1)}`;
      assert.equal(await sealer.open('session', changed), undefined, `changed at ${at}`);
    }
  });

  for (const text of ['', '.', 'x', 'a.b.c.d.e', '....', 'e30.e30.e30', '{}', '\u0000'.repeat(100)]) {
    it(`opens nothing that is no sealed text: ${JSON.stringify(text).slice(0, 30)}`, async () => {
      assert.equal(await sealer.open('session', text), undefined);
    });
  }

  it('opens no bomb', async () => {
    const kid = await kidOf(first);
    const bomb = await sealed({ kid, typ: 'session' }, JSON.stringify('x'.repeat(200_000)));
    assert.ok(bomb.length < 4000);
    assert.equal(await sealer.open('session', bomb), undefined);
  });

  it('opens nothing sealed by other means than its own', async () => {
    const kid = await kidOf(first);
    assert.deepEqual(await sealer.open('session', await sealed({ kid, typ: 'session' }, '{}')), {});
    assert.equal(await sealer.open('session', await sealed({ kid }, '{}')), undefined);
    assert.equal(await sealer.open('session', await sealed({ kid, typ: 'session', zip: 'DEF' }, '{}')), undefined);
    const means = { kid, typ: 'session', enc: 'A128CBC-HS256' };
    assert.equal(await sealer.open('session', await sealed(means, '{}')), undefined);
    assert.equal(await sealer.open('session', await sealed({ kid, typ: 'session' }, 'no json')), undefined);
  });
});
