import assert from 'node:assert/strict';
import { it } from 'node:test';
import { visit } from './harness/stage.ts';
import { people, permitted, signInByEsia, tiles } from './harness/steps.ts';
import { overBoth } from './harness/transports.ts';

overBoth('Инструкция для входа родителя и обучающихся в ЭПОС', () => {
  it('родитель: Вход через ЕСИА по телефону → доступные подсистемы', async () => {
    const visitor = await visit();
    await signInByEsia(visitor, people.parent, people.parent.esia.phone);
    assert.deepEqual(await tiles(visitor), permitted(people.parent, 'parent'));
    await visitor.picture('family-1-parent');
    await visitor.leavesNoSecrets();
  });

  it('обучающийся 15 лет: по СНИЛС → доступные подсистемы', async () => {
    const visitor = await visit();
    await signInByEsia(visitor, people.student, people.student.esia.snils);
    assert.deepEqual(await tiles(visitor), permitted(people.student, 'student'));
    await visitor.picture('family-2-student');
  });

  it('обучающийся 10 лет с детской учётной записью → доступные подсистемы', async () => {
    const visitor = await visit({ width: 360, height: 740 });
    await signInByEsia(visitor, people.child);
    assert.deepEqual(await tiles(visitor), permitted(people.child, 'student'));
  });
});
