import { expect } from '@open-wc/testing';
import { organizations } from '@epos-login/testing';
import { sendKeys } from '@web/test-runner-commands';
import { http, HttpResponse } from 'msw';
import { markup } from '../test/stories/hostile.ts';
import {
  answer,
  atPortal,
  choose,
  field,
  find,
  options,
  portal,
  showForm,
  type,
  until,
  wordsOf,
} from '../test/registration.ts';

const searches = (asked: ReturnType<typeof answer>) => asked.map(({ query }) => query);
const combobox = (element: Element) => field(element, 'organization');
const status = (element: Element) => wordsOf(element, '.epos-status').replaceAll('\u00a0', ' ');
const isOpen = (element: Element) => combobox(element).getAttribute('aria-expanded') === 'true';
const marked = (element: Element) => element.querySelector('[role=option][aria-selected=true]');

/** The answer to a search that comes when the test says so. */
function held(): { let(go: Response): void; promise: Promise<Response> } {
  let letGo = (_: Response): void => undefined;
  const promise = new Promise<Response>((resolve) => {
    letGo = resolve;
  });
  return { promise, let: letGo };
}

describe('<epos-registration>, the search for an organization', () => {
  atPortal();

  it('asks once for what was typed, from three letters on, and says how much was found', async () => {
    const asked = answer();
    const element = await showForm();
    combobox(element).focus();
    for (const letters of ['уч', 'учр', 'учре', 'учреждение']) type(element, 'organization', letters);
    await until(() => isOpen(element));
    expect(searches(asked)).to.deep.equal(['учреждение']);
    expect(options(element)).to.have.length(4);
    expect(element.querySelector('[role=status].epos-status')).to.exist;
    expect(status(element)).to.contain('Найдено 4 организации.');
    await expect(element).to.be.accessible();
    type(element, 'organization', 'уч');
    await until(() => !isOpen(element));
    expect(status(element)).to.equal('');
  });

  it('is a combobox: arrows move, Enter chooses, Escape closes and leaves what was typed', async () => {
    const element = await showForm();
    const input = combobox(element);
    expect(input).to.have.attribute('role', 'combobox');
    await find(element, 'учреждение');
    expect(input).not.to.have.attribute('aria-activedescendant');
    await sendKeys({ press: 'ArrowDown' });
    await until(() => marked(element));
    expect(input.getAttribute('aria-activedescendant')).to.equal(options(element)[0]!.id);
    expect(document.getElementById(input.getAttribute('aria-controls')!)).to.have.attribute('role', 'listbox');
    await sendKeys({ press: 'ArrowUp' });
    await until(() => marked(element) === options(element).at(-1));
    await sendKeys({ press: 'Escape' });
    await until(() => !isOpen(element));
    expect(input.value).to.equal('учреждение');
    expect(field(element, 'inn').value).to.equal('');
    await sendKeys({ press: 'ArrowDown' });
    await until(() => marked(element) === options(element)[0]);
    await sendKeys({ press: 'ArrowDown' });
    await until(() => marked(element) === options(element)[1]);
    await sendKeys({ press: 'Enter' });
    await until(() => !isOpen(element));
    expect(input.value).to.contain('Гимназия № 3');
    expect(field(element, 'organization_short_name').value).to.equal('МАОУ «Гимназия № 3»');
    expect([field(element, 'inn').value, field(element, 'kpp').value]).to.deep.equal(['5900000034', '590001002']);
    expect(status(element)).to.equal('Выбрана организация: МАОУ «Гимназия № 3». ИНН и КПП заполнены.');
    expect(element.querySelector('.epos-summary'), 'Enter sent nothing').to.equal(null);
  });

  it('keeps the keys of an open list from the panel around it', async () => {
    const element = await showForm();
    await find(element, 'учреждение');
    const left: string[] = [];
    element.addEventListener('keydown', ({ key, defaultPrevented }) => {
      if (!defaultPrevented) left.push(key);
    });
    await sendKeys({ press: 'Escape' });
    expect(left).to.be.empty;
    await until(() => !isOpen(element));
    await sendKeys({ press: 'Escape' });
    expect(left).to.deep.equal(['Escape']);
    combobox(element).click();
    await until(() => isOpen(element), 'a press shows it again');
  });

  it('closes when the focus leaves, and opens for nobody who has left', async () => {
    const element = await showForm();
    await find(element, 'учреждение');
    await sendKeys({ press: 'Tab' });
    await until(() => !isOpen(element));
    type(element, 'organization', 'библиотека');
    await until(() => status(element).includes('Найдена 1') || status(element).includes('Найдено 1'));
    expect(isOpen(element)).to.be.false;
  });

  it('keeps the focus in the field while the pointer chooses', async () => {
    const element = await showForm();
    const [first] = await find(element, 'библиотека');
    expect(first!.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }))).to.be.false;
    first!.click();
    await until(() => !isOpen(element));
    expect(document.activeElement === combobox(element), 'has the focus').to.be.true;
  });

  it('leaves what it fills in editable, replaces it by the next choice, and never what was typed by nothing', async () => {
    const element = await showForm();
    await choose(element, 'библиотека');
    type(element, 'inn', '5900000122');
    expect(field(element, 'inn').value).to.equal('5900000122');
    const [school, gymnasium] = organizations;
    const { short_name: _, ...nameless } = gymnasium!;
    portal.use(http.get('*/api/v1/organizations', () => HttpResponse.json({ organizations: [nameless, school] })));
    await choose(element, 'гимназия');
    expect(field(element, 'inn').value).to.equal('5900000034');
    expect(field(element, 'organization_short_name').value, 'the library’s').to.equal('');
    type(element, 'organization_short_name', 'Моя гимназия');
    await choose(element, 'гимназия № 3');
    expect(field(element, 'organization_short_name').value).to.equal('Моя гимназия');
  });

  it('has nothing chosen as soon as the name is another', async () => {
    const element = await showForm();
    await choose(element);
    combobox(element).value = 'Другая библиотека';
    element.querySelector<HTMLElement>('[type=submit]')!.click();
    await until(() => element.querySelector('.epos-summary'));
    expect(wordsOf(element, '[data-field=organization_id]')).to.contain('Выберите организацию из');
    expect(combobox(element).value).to.equal('Другая библиотека');
  });

  it('reads on, page by page, and goes on at the first of the new', async () => {
    const many = Array.from({ length: 23 }, (_, index) => ({
      ...organizations[0]!,
      id: `org-${index}`,
      name: `Школа № ${index}`,
    }));
    portal.use(
      http.get('*/api/v1/organizations', ({ request }) => {
        const { searchParams } = new URL(request.url);
        const [from, limit] = [Number(searchParams.get('cursor') ?? 0), Number(searchParams.get('limit'))];
        const next = from + limit;
        return HttpResponse.json({
          organizations: many.slice(from, next),
          ...(next < many.length ? { next_cursor: String(next) } : {}),
        });
      }),
    );
    const element = await showForm();
    await find(element, 'школа');
    expect(options(element)).to.have.length(11);
    expect(status(element)).to.contain('Показано 10 организаций.');
    await sendKeys({ press: 'ArrowUp' });
    await until(() => marked(element)?.textContent.trim() === 'Показать ещё');
    await sendKeys({ press: 'Enter' });
    await until(() => options(element).length === 21);
    expect(isOpen(element)).to.be.true;
    expect(marked(element)!.textContent).to.contain('Школа № 10');
    options(element).at(-1)!.click();
    await until(() => options(element).length === 23);
    expect(status(element)).to.contain('Найдено 23 организации.');
  });

  it('shows the latest answer, whenever the others come, and calls those off', async () => {
    const slow = held();
    const signals: AbortSignal[] = [];
    portal.use(
      http.get('*/api/v1/organizations', ({ request }) => {
        signals.push(request.signal);
        if (new URL(request.url).searchParams.get('query') !== 'гимназия') return undefined;
        return slow.promise;
      }),
    );
    const element = await showForm();
    combobox(element).focus();
    type(element, 'organization', 'гимназия');
    await until(() => signals.length === 1, 'it is asked');
    expect(status(element)).to.equal('Ищем организации…');
    type(element, 'organization', 'библиотека');
    await until(() => isOpen(element));
    slow.let(HttpResponse.json({ organizations: [organizations[1]!] }));
    await until(() => status(element).includes('Найден'));
    expect(options(element).map(({ textContent }) => textContent)).to.have.length(1);
    expect(options(element)[0]!.textContent).to.contain('Краевая детская библиотека');
  });

  it('says so when nothing is found', async () => {
    const element = await showForm();
    combobox(element).focus();
    type(element, 'organization', 'консерватория');
    await until(() => status(element).startsWith('Ничего не найдено'));
    expect(isOpen(element)).to.be.false;
    expect(combobox(element).value).to.equal('консерватория');
  });

  it('says what to do when the portal fails, and searches again at a press', async () => {
    answer({ faults: { organizations: { kind: 'answer', body: '<!doctype html>' } } });
    const element = await showForm();
    type(element, 'organization', 'библиотека');
    await until(() => status(element).startsWith('Не удалось найти организации.'));
    await expect(element).to.be.accessible();
    expect(combobox(element).value).to.equal('библиотека');
    answer();
    const again = [...element.querySelectorAll('button')].find(
      ({ textContent }) => textContent.trim() === 'Повторить поиск',
    );
    again!.click();
    await until(() => isOpen(element));
    expect(document.activeElement === combobox(element), 'has the focus').to.be.true;
    expect(options(element)).to.have.length(1);
  });

  it('shows markup letter by letter', async () => {
    const hostile = { ...organizations[0]!, name: markup, short_name: markup, territory: '<script>alert(1)</script>' };
    portal.use(http.get('*/api/v1/organizations', () => HttpResponse.json({ organizations: [hostile] })));
    const element = await showForm();
    await choose(element, 'школа');
    expect(combobox(element).value).to.equal(markup);
    expect(status(element)).to.contain(markup);
    expect(element.querySelector('img, script, b')).to.equal(null);
  });
});
