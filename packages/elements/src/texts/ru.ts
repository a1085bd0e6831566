import { first } from './first.ts';
import { ruAdvice } from './ru.advice.ts';
import { ruAppLinks } from './ru.app-links.ts';
import { ruHelp } from './ru.help.ts';
import { ruHome } from './ru.home.ts';
import { ruIdle } from './ru.idle.ts';
import { ruList } from './ru.list.ts';
import { ruMenu } from './ru.menu.ts';
import { ruPanel } from './ru.panel.ts';
import { ruRegister } from './ru.register.ts';
import { ruRegistration } from './ru.registration.ts';
import { ruRoles } from './ru.roles.ts';
import { ruCommon } from './ru.common.ts';
import { ruJourney } from './ru.journey.ts';
import { ruSignIn } from './ru.sign-in.ts';
import { ruTiles } from './ru.tiles.ts';

/**
 * The manuals' words; where the manuals are silent, words in their manner. Non-breaking spaces are written `\u00a0`.
 * Each part of the elements takes only its own pack.
 */
export const ru = {
  ...first.ru,
  ...ruCommon,
  ...ruJourney,
  ...ruPanel,
  ...ruHome,
  ...ruIdle,
  ...ruSignIn,
  ...ruTiles,
  ...ruList,
  ...ruMenu,
  ...ruRoles,
  ...ruAdvice,
  ...ruHelp,
  ...ruAppLinks,
  ...ruRegister,
  ...ruRegistration,
};

/** Every word of the elements. A language that lacks one does not compile. */
export type Texts = Readonly<typeof ru>;
