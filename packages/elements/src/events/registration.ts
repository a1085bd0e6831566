import { EposEvent } from './epos-event.ts';

/** Fires before the registration form is sent. It carries nothing: all of the form is personal data. */
export class EposRegisterEvent extends EposEvent<null> {
  constructor() {
    super('epos-register', null, true);
  }
}

/** Fires when the registration form was accepted: the letter is on its way. It carries nothing personal. */
export class EposRegisteredEvent extends EposEvent<null> {
  constructor() {
    super('epos-registered', null);
  }
}
