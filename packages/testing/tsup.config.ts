import { defineConfig } from 'tsup';
import { library } from '../../scripts/library.ts';

export default defineConfig(library({ index: 'src/index.ts', people: 'src/people/people.ts', msw: 'src/msw/msw.ts' }));
