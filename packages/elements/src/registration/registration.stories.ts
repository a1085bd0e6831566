import { fixtureEpos } from '@epos-login/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import '../define/epos-registration.ts';
import { markup } from '../test/stories/hostile.ts';
import { signedOut } from '../test/stories/journeys.ts';
import type { OfficeKind } from '../test/stories/portals.ts';
import { dropDraft } from './draft.ts';

export default {
  title: 'Части/Регистрация (epos-registration)',
  component: 'epos-registration',
} satisfies Meta;

const form = (portal: string, inside: TemplateResult | typeof nothing = nothing): TemplateResult =>
  html`<epos-registration
    portal=${portal}
    consent-version="2026-09"
    policy="https://portal.epos.example/policy"
    .epos=${fixtureEpos(signedOut())}
    >${inside}</epos-registration
  >`;

/** What a person does with the form. */
type Steps = (act: {
  readonly type: (name: string, value: string) => void;
  readonly find: <Found extends HTMLElement>(selector: string) => Promise<Found>;
}) => Promise<void>;

let stories = 0;

function story(office: OfficeKind, steps?: Steps, inside?: TemplateResult): StoryObj {
  // A portal for each: what was typed is kept for the next form of the document that has the same one.
  const portal = `/story-${++stories}/portals/office-${office}`;
  return {
    beforeEach() {
      dropDraft({ portal, storage: undefined, shared: false });
    },
    render: () => form(portal, inside),
    ...(steps && { play: ({ canvasElement }) => steps(actOn(canvasElement)) }),
  };
}

function actOn(canvas: HTMLElement): Parameters<Steps>[0] {
  return {
    type(name, value) {
      const field = canvas.querySelector<HTMLInputElement>(`input[name=${name}]`);
      if (!field) throw new TypeError(`no field ${name}`);
      field.focus();
      field.value = value;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    async find<Found extends HTMLElement>(selector: string) {
      for (;;) {
        const found = canvas.querySelector<Found>(selector);
        // Storybook shows a story a moment after its steps begin, and what is hidden takes no focus.
        if (found && found.getClientRects().length > 0) return found;
        await new Promise(requestAnimationFrame);
      }
    },
  };
}

const searching =
  (query: string, shows: string): Steps =>
  async ({ type, find }) => {
    await find('form');
    type('organization', query);
    await find(shows);
  };

const filled: Steps = async ({ type, find }) => {
  await find('form');
  type('family_name', 'Тестова');
  type('given_name', 'Анна');
  type('middle_name', 'Ивановна');
  type('email', 'testova@mail.example');
  type('position', 'Учитель химии');
  await searching('библиотека', '[role=option]')({ type, find });
  (await find('[role=option]')).click();
  (await find('[name=consent]')).click();
};

export const Default = story('prompt');

/** The list of organizations stands open. */
export const Choosing = story('prompt', searching('учреждение', '[role=option]'));

/** The portal takes its time to search. */
export const Loading = story('silent', searching('гимназия', '.epos-spinner'));

/** Nothing is called so. */
export const Empty = story('prompt', searching('консерватория', '.epos-status:not(:empty)'));

/** Sent without having been filled in: the summary leads to the fields. */
export const Error = story('prompt', async ({ type, find }) => {
  await find('form');
  type('email', 'testova');
  type('inn', '5900000123');
  (await find('[type=submit]')).click();
  await find('.epos-summary');
});

/** More than fits into one answer. */
export const Many = story('many', searching('школа', '[role=option]'));

/** Markup for names, from the portal and in the page's own words. */
export const Hostile = story(
  'hostile',
  searching('школа', '[role=option]'),
  html`<span slot="consent">${markup} ${'согласие'.repeat(30)}</span>`,
);

/** The operator's own wording of the consent. */
export const OwnConsent = story(
  'prompt',
  undefined,
  html`<span slot="consent"
    >Даю согласие Министерству образования Пермского края на обработку моих персональных данных в целях регистрации в
    РСАА</span
  >`,
);

export const Filled = story('prompt', filled);

/** The portal does not take the form now: it stays as it was. */
export const Unavailable = story('limited', async (act) => {
  await filled(act);
  (await act.find('[type=submit]')).click();
  await act.find('.epos-failure svg');
});

export const Sent = story('prompt', async (act) => {
  await filled(act);
  (await act.find('[type=submit]')).click();
  await act.find('.epos-sent');
});

/** The operator has not supplied the consent: nothing can be sent, and the console says why. */
export const NotSetUp: StoryObj = { render: () => html`<epos-registration portal="/api"></epos-registration>` };

export const Dark: StoryObj = { ...Error, globals: { theme: 'dark' } };

export const English: StoryObj = { ...Error, globals: { lang: 'en' } };

export const Gosuslugi: StoryObj = { ...Choosing, globals: { preset: 'gosuslugi' } };
