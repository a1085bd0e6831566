import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import { page, type Markup } from './page.ts';

/** What the manuals say of accounts, word for word where they say it. */
const registration = html`
  <h1>Как создать учётную запись</h1>
  <h2>Родителю</h2>
  <p>Родителю / законному представителю необходимо создать свою учётную запись на Госуслугах и подтвердить её.</p>
  <h2>Обучающемуся</h2>
  <p>Обучающемуся необходимо создать отдельную от родителя учётную запись на Госуслугах.</p>
  <ul>
    <li>Для ребёнка, не достигшего 14 лет, учётная запись должна быть создана из профиля родителя.</li>
    <li>Для ребёнка старше 14 лет учётная запись должна быть подтверждена.</li>
  </ul>
  <p>
    Номер телефона или адрес электронной почты обучающегося должен отличаться от номера или почты родителя / законного
    представителя.
  </p>
  <h2>Сотруднику</h2>
  <p>
    Если учётной записи на портале Госуслуги ещё нет, создайте её или авторизуйтесь в ЭПОС по кнопке «Вход для
    сотрудников».
  </p>
  <p class="small">В песочнице учётные записи уже созданы: список людей — на её начальной странице.</p>
`;

const recovery = html`
  <h1>Не удаётся войти?</h1>
  <ul>
    <li>Проверьте раскладку клавиатуры и регистр букв в пароле.</li>
    <li>Введите логин по-другому: вместо телефона — почту или СНИЛС.</li>
    <li>Обучающийся входит под своей учётной записью, не под учётной записью родителя.</li>
    <li>После нескольких неверных паролей вход закрывается на минуту: подождите и повторите.</li>
  </ul>
  <p class="small">В песочнице пароль у всех людей один: он указан на её начальной странице.</p>
`;

/** Plain pages beside the sign-in; each leads back to it. */
export function helpPages(): Hono {
  const app = new Hono();
  const show = (c: Context, title: string, text: Markup) => {
    const request = c.req.query('request');
    const back = request
      ? html`<p><a href="/login?request=${encodeURIComponent(request)}">Вернуться ко входу</a></p>`
      : '';
    return c.html(page({ title, content: html`<div class="card wide">${text} ${back}</div>` }));
  };
  app.get('/registration', (c) => show(c, 'Как создать учётную запись', registration));
  app.get('/recovery', (c) => show(c, 'Не удаётся войти?', recovery));
  return app;
}
