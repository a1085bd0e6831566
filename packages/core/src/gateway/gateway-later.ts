/** What most page loads do without until the tiles stand: sign-in, sign-out, refresh, and the watch. @module */
export { Refresh } from './refresh.ts';
export { followInitiation, leaveForSignIn } from './sign-in.ts';
export { finishSignOut, leaveForSignOut } from './sign-out.ts';
export { Watch } from './watch.ts';
