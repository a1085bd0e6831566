// `npm run redis [-- part of a path]`: the gateway's store and several gateways at once against real Redis servers, which
// are stopped, killed, frozen and replaced. Not a part of `npm test`: what waits for a failover takes its time.
import { globSync } from 'node:fs';
import { findRedis } from './redis/server.ts';
import { tell } from './test/counts.ts';
import { nodeTests } from './test/node-tests.ts';

const [filter = ''] = process.argv.slice(2);
const patterns = ['packages/gateway/src/**/*.redis.test.ts', 'journeys/redis/*.redis.ts'];
const files = globSync(patterns).filter((file) => file.includes(filter));
// Installing it must not use up the time of the tests.
findRedis();
// One file after another: each starts servers, and time-outs are what they look at.
const options = ['--test-concurrency=1', '--test-timeout=180000'];
const counts = await nodeTests('redis', files, options);
process.exit(tell(counts));
