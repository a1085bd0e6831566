/**
 * Fixtures of EPOS Login: invented people, a session in memory, and states of the whole journey, for tests and stories.
 * MSW handlers are in `@epos-login/testing/msw`, so that MSW is needed only by those who use them.
 *
 * @module
 */
export { manySubsystems, meOf, personOf, subsystemsOf, type FixturePersonLike } from './answers/answers.ts';
export { fixtureEpos, type FixtureEpos, type FixtureEposCall } from './fixture-epos/fixture-epos.ts';
export {
  fixtureTransport,
  type FixtureCall,
  type FixtureTransport,
  type FixtureTransportOptions,
} from './fixture-transport/fixture-transport.ts';
export * from './people/people.ts';
export { stateAfter, stateOf, type StateOptions } from './states/states.ts';
