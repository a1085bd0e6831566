import { defineConfig } from 'tsup';
import { library } from '../../scripts/library.ts';

export default defineConfig(library({ esia: 'src/esia/esia.ts' }, 'node22'));
