// Loaded into each server: see `sweep` of processes.ts.
process.on('SIGUSR2', () => globalThis.gc?.());
