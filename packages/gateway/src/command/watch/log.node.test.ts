import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Log, scrubbed } from './log.ts';
import { traceOf, traces } from './trace.ts';

function lines(work: (log: Log) => void): Record<string, unknown>[] {
  const all: string[] = [];
  work(new Log((line) => all.push(line)));
  return all.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('an event is one line of JSON, with its time, level and trace', () => {
  const trace = traceOf('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', undefined);
  const [line, ...more] = traces.run(trace, () =>
    lines((log) => {
      log.heard({ type: 'request', endpoint: 'session', method: 'GET', status: 200, duration: 1.7 });
    }),
  );
  assert.equal(more.length, 0);
  const { time, ...rest } = line!;
  assert.ok(!Number.isNaN(Date.parse(String(time))));
  assert.deepEqual(rest, {
    level: 'info',
    event: 'request',
    endpoint: 'session',
    method: 'GET',
    status: 200,
    duration: 2,
    trace_id: '0af7651916cd43dd8448eb211c80319c',
  });
});

for (const [name, text, gone] of [
  ['the query of an address', 'cannot fetch https://sso.example/cb?login=ivanova&x=1 here', /login|ivanova/],
  ['an e-mail address', 'no user ivanova.mp@school1.perm.ru found', /ivanova|school1/],
  ['an IPv4 address', 'connect ECONNREFUSED 192.168.10.7', /192|10\.7/],
  ['an IPv6 address', 'connect ECONNREFUSED 2a02:6b8::1:7', /2a02|6b8/],
  ['a token', `bad token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.${'c2ln'.repeat(10)}`, /eyJ|c2ln/],
  ['a СНИЛС', 'snils 112-233-445 95 is taken', /112|445/],
  ['a telephone', 'call +7 (912) 345-67-89', /912|345/],
] as const) {
  test(`the gateway's own errors are told without ${name}`, () => {
    assert.doesNotMatch(scrubbed(text), gone);
    const [line] = lines((log) => {
      log.heard({ type: 'failed', endpoint: 'proxy', error: new TypeError(text) });
    });
    assert.doesNotMatch(JSON.stringify(line), gone);
    assert.match(JSON.stringify(line), /TypeError.*log\.node\.test/s);
    const [refused] = lines((log) => {
      log.heard({ type: 'refused', endpoint: 'proxy', code: 'unavailable', reason: text });
    });
    assert.doesNotMatch(JSON.stringify(refused), gone);
  });
}

test('what cannot be used is told with the addresses of the configuration', () => {
  const reason = 'The metadata names http://127.0.0.1:4701/realms/education-of-perm, and not http://localhost:4701.';
  const [line] = lines((log) => {
    log.heard({ type: 'provider_unusable', provider: 'sso', code: 'issuer_mismatch', reason });
  });
  assert.equal(line?.reason, reason);
});

test('what says what is wrong stays', () => {
  assert.equal(
    scrubbed('READONLY You can’t write against a read only replica.'),
    'READONLY You can’t write against a read only replica.',
  );
  assert.equal(scrubbed('Redis did not answer within 2000 ms.'), 'Redis did not answer within 2000 ms.');
});
