// The page's own script. It knows no token: a cookie goes with each request, and the gateway puts the token in its place.
const notice = document.querySelector('#notice');
const table = document.querySelector('table');
const rows = document.querySelector('#marks');

document.querySelector('epos-login').addEventListener('epos-state-change', ({ detail }) => {
  if (detail.kind === 'ready') void showMarks();
  else say('Оценки видят сотрудники школы: выполните вход.');
});

async function showMarks() {
  const answer = await ask('GET', '/journal/marks').catch(() => undefined);
  if (answer?.status === 403) return say('Оценки видят только сотрудники школы.');
  if (!answer?.ok) return say('Журнал не отвечает. Обновите страницу.');
  const { school, marks } = await answer.json();
  say('');
  document.querySelector('#school').textContent = school;
  rows.replaceChildren(...marks.map(row));
  table.hidden = false;
}

/** Says why there are no marks; whoever is signed out leaves none behind. */
function say(why) {
  notice.textContent = why;
  rows.replaceChildren();
  table.hidden = true;
}

/** The header says that a page of one's own asks: no form and no link of another site can send it. */
async function ask(method, address) {
  const send = () => fetch(address, { method, headers: { 'x-epos-gateway': '1' } });
  const answer = await send();
  // A session that lives in a cookie is renewed when its page says so. (`epos.fetch` of the SDK does that by itself.)
  if (answer.status !== 401 || (await answer.clone().json()).code !== 'refresh_needed') return answer;
  await ask('POST', '/auth/refresh');
  return send();
}

function row({ pupil, mark }) {
  const [line, name, cell] = ['tr', 'th', 'td'].map((tag) => document.createElement(tag));
  name.scope = 'row';
  name.textContent = pupil;
  cell.textContent = mark;
  line.append(name, cell);
  return line;
}
