// Builds what pages without a build host themselves, if it is older than its sources.
import { buildIfStale } from './packages.ts';

await buildIfStale('cdn');
