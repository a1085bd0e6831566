import { EposError } from '@epos-login/core';
import { fixtureEpos, stateAfter, stateOf } from '@epos-login/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../index.ts';
import { pseudo, speakPseudo } from '../test/stories/pseudo.ts';

export default { title: 'Всё вместе/Языки и письмо' } satisfies Meta;

const everything = (lang: string, dir: string) => {
  speakPseudo();
  const failed = stateAfter({ type: 'fail', error: new EposError('account_mismatch', 'callback') });
  const out = stateAfter({ type: 'signed-out', reason: 'ended' });
  return html`<div class="story-stack" lang=${lang} dir=${dir}>
    <epos-login layout="panel" .epos=${fixtureEpos(out)}></epos-login>
    <epos-login .epos=${fixtureEpos(out)}></epos-login>
    <epos-login layout="page" .epos=${fixtureEpos(out)}></epos-login>
    <epos-login-button .epos=${fixtureEpos(out)}></epos-login-button>
    <epos-providers .epos=${fixtureEpos(out)}></epos-providers>
    <epos-user-menu .epos=${fixtureEpos(stateOf('teacherAndParent', { category: 'employee' }))}></epos-user-menu>
    <epos-role-picker .epos=${fixtureEpos(stateOf('teacherAndParent'))}></epos-role-picker>
    <epos-subsystems .epos=${fixtureEpos(stateOf('head', { category: 'employee' }))}></epos-subsystems>
    <epos-advice .epos=${fixtureEpos(failed)}></epos-advice>
    <epos-help category="student"></epos-help>
    <epos-app-links
      rustore="https://rustore.example/epos"
      google-play="https://google-play.example/epos"
    ></epos-app-links>
    <epos-registration
      portal="https://portal.example/api"
      consent-version="1"
      policy="https://portal.example/policy"
    ></epos-registration>
  </div>`;
};

/** Words half as long again: nothing is cut, and what stays in plain Russian cannot be translated. */
export const PseudoLocale: StoryObj = { render: () => everything(pseudo, 'ltr') };

/** A page that is written from right to left: what points, points the other way. */
export const RightToLeft: StoryObj = { render: () => everything(pseudo, 'rtl') };
