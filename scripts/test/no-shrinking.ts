// For `node --import`: what a seeded fault breaks shows at once, and is not made smaller, which may take longer than all
// tests together.
import fc from 'fast-check';

fc.configureGlobal({ endOnFailure: true });
