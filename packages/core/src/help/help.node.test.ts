import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { advice, loadAdviceTexts } from '../advice/advice.ts';
import { categories } from '../contract/contract.ts';
import { help, helpAddresses, helpParts, loadHelpTexts, type HelpText, type HelpTopic, type PupilAge } from './help.ts';

const [ru, en] = await Promise.all([loadHelpTexts('ru'), loadHelpTexts('en')]);

function textsOf({ title, steps }: HelpTopic): HelpText[] {
  return [
    title,
    ...steps.flatMap(({ sentences, points = [], notice, more }) => [
      ...sentences,
      ...points,
      ...(notice ? [notice] : []),
      ...(more ? [more.text] : []),
    ]),
  ];
}

const said = (category: (typeof categories)[number]): HelpText[] => help(category).flatMap(textsOf);

describe('help', () => {
  for (const category of categories) {
    it(`${category}: every text exists, in its own alphabet but for what stands on Russian pages`, () => {
      for (const name of said(category)) {
        // «Email*» is the form's own word.
        if (name !== 'fieldEmail') assert.match(ru[name], /[а-яё]/i, name);
        assert.match(en[name].replaceAll(/«[^»]*»|\*\*.*?\*\*/g, ''), /^[^а-яё]*[a-z][^а-яё]*$/i, name);
      }
    });

    it(`${category}: a sentence of both languages names the same buttons, addresses and topics`, () => {
      for (const name of said(category)) {
        const [inRussian, inEnglish] = [ru, en].map((texts) =>
          helpParts(texts[name])
            .filter(({ kind }) => kind !== 'words')
            .map((part) => JSON.stringify(part))
            .sort(),
        );
        assert.deepEqual(inEnglish, inRussian, name);
      }
    });

    it(`${category}: a topic that a sentence names is there`, () => {
      const topics = help(category).map(({ id }) => id);
      for (const name of said(category)) {
        for (const part of helpParts(ru[name])) if (part.kind === 'topic') assert.ok(topics.includes(part.topic), name);
      }
    });

    it(`${category}: what to do about an error is what the advice says, sentence by sentence`, () => {
      const { ask, when } = advice({ code: 'account_mismatch' }, category);
      const steps = help(category).find(({ id }) => id === 'failure')?.steps ?? [];
      const [compare, dataMatch, correction, again] = steps.flatMap(({ sentences }) => sentences);
      assert.ok(compare && dataMatch && correction && again && ask && when);
      for (const texts of [ru, en]) {
        assert.equal(`${texts[compare]} ${texts[correction]}`, texts[ask]);
        assert.equal(texts[again], texts[when]);
      }
      assert.equal(again, when);
    });
  }

  it('tells a pupil what is asked for at their age, and of both where it is not known', () => {
    const pointsFor = (age?: PupilAge) => help('student', age)[0]?.steps[0]?.points?.map((name) => ru[name]);
    assert.equal(pointsFor()?.length, 2);
    assert.match(pointsFor('under-14')?.join() ?? '', /^[^.]*не достигшего 14 лет[^.]*\.$/);
    assert.match(pointsFor('from-14')?.join() ?? '', /^[^.]*старше 14 лет[^.]*\.$/);
  });

  it('says what the advice says of a contact that two people share', () => {
    const notice = help('student').flatMap(({ steps }) => steps.flatMap((step) => step.notice ?? []));
    assert.deepEqual(notice, [advice({ code: 'contact_shared' }, 'student').check]);
  });

  it('leads where the manuals lead', () => {
    assert.deepEqual(helpAddresses, {
      portal: 'https://epos.permkrai.ru',
      rsaaRegistration: 'http://office.permkrai.ru',
    });
  });
});

describe('loadHelpTexts', () => {
  it('loads by language tag, falls back to Russian, and brings the advice', async () => {
    assert.equal((await loadHelpTexts('en-GB')).failureTopic, 'If sign-in fails');
    assert.equal((await loadHelpTexts('koi')).failureTopic, 'При возникновении ошибки при входе');
    assert.equal(ru.familyWhen, (await loadAdviceTexts('ru')).familyWhen);
  });
});

describe('helpParts', () => {
  it('tells buttons, addresses and topics from words', () => {
    assert.deepEqual(helpParts('Кнопка **«Вход»** на {portal:host}, {portal} (см. {rsaa}).'), [
      { kind: 'words', text: 'Кнопка ' },
      { kind: 'button', text: '«Вход»' },
      { kind: 'words', text: ' на ' },
      { kind: 'place', place: 'portal', short: true },
      { kind: 'words', text: ', ' },
      { kind: 'place', place: 'portal', short: false },
      { kind: 'words', text: ' (см. ' },
      { kind: 'topic', topic: 'rsaa' },
      { kind: 'words', text: ').' },
    ]);
  });

  it('leaves words what it does not know: stars of required fields, names of nothing, markup', () => {
    for (const text of ['поля, помеченные *', '{constructor} {nowhere}', '<b>**', '**', '']) {
      assert.deepEqual(helpParts(text), text ? [{ kind: 'words', text }] : []);
    }
  });
});
