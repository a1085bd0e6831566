// Whether this is Stryker's first run, over sources without a fault: those have just passed.
import process from 'node:process';

process.exit(process.env.__STRYKER_ACTIVE_MUTANT__ === undefined ? 0 : 1);
