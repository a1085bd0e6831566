// `npm run build`: everything that is published, with declarations.
import { build, outputs } from './packages.ts';

for (const name of Object.keys(outputs) as (keyof typeof outputs)[]) {
  console.log(`Building ${name}…`);
  await build(name);
}
