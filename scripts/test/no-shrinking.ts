// For `node --import`: a property that fails is not made smaller, which may take longer than all tests together.
import fc from 'fast-check';

fc.configureGlobal({ endOnFailure: true });
