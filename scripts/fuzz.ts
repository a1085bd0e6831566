// `npm run fuzz [-- portal|gateway [seed]]`: schemathesis asks the sandbox's portal and the gateway all that their
// OpenAPI documents allow and much that they do not: no 5xx, no answer that is not in the document. Not a part of
// `npm test`: it takes Python and a download of 90 MB.
import { gatewayStage } from './fuzz/gateway.ts';
import { portalStage } from './fuzz/portal.ts';
import { findSchemathesis, fuzz } from './fuzz/schemathesis.ts';

const stages = { portal: portalStage, gateway: gatewayStage };
// The same for every run, so that a push does not break on what it did not change; others are for whoever looks.
const [only, seed = '59'] = process.argv.slice(2);
if (only !== undefined && !(only in stages)) throw new Error(`No stage is called ${only}.`);

const schemathesis = await findSchemathesis();
let broken = 0;
for (const [name, start] of Object.entries(stages)) {
  if (only !== undefined && only !== name) continue;
  const stage = await start();
  for (const target of stage.targets) {
    console.log(`\n— fuzz: ${name} ${target.operation ?? ''}—`);
    if (!(await fuzz(schemathesis, seed, target))) broken += 1;
  }
  await stage.close();
}
process.exit(broken === 0 ? 0 : 1);
