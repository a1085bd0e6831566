import { defineConfig } from 'tsup';
import { library } from '../../scripts/library.ts';

export default defineConfig(library({ index: 'src/index.ts', cli: 'src/cli.ts' }, 'node22'));
