import { createPages, handlerOf, type PageContext } from '../listen/app.ts';
import type { Handler } from '../listen/listen.ts';
import type { Origins } from '../origins.ts';
import { texts } from '../pages/form.ts';
import { sendNewPassword } from '../world/enrolment.ts';
import type { World } from '../world/world.ts';
import { documentPage, documents } from './documents.ts';
import { feedbackPage, forgotPage, sentPage, type Frame } from './pages.ts';
import { addRegistration } from './registration.ts';

/** РСАА's own pages (office.permkrai.ru in reality); its password page belongs to the SSO. */
export function createRsaa(origins: Origins, world: World): Handler {
  const app = createPages();
  /** Where the person came from: only the SSO's own sign-in pages, or this would lead anywhere. */
  const frameOf = (back: string | undefined): Frame => ({
    origins,
    ...(back?.startsWith(`${origins.sso}/sign-in/`) ? { back } : {}),
  });
  const frame = (c: PageContext) => frameOf(c.req.query('back'));

  app.get('/', (c) => c.redirect('/register', 303));
  addRegistration(app, world, frameOf);

  app.get('/forgot', (c) => c.html(forgotPage(frame(c), {})));
  app.post('/forgot', async (c) => {
    const { login = '', back } = texts(await c.req.parseBody());
    if (login.trim() === '') return c.html(forgotPage(frameOf(back), { missing: true }), 422);
    sendNewPassword(world, login);
    return c.html(
      sentPage(frameOf(back), 'Письмо отправлено', [
        'Если такая учётная запись есть, на её электронную почту придёт письмо с новым паролем.',
        'Если письма нет, проверьте папку «Спам» и правильность адреса.',
      ]),
    );
  });

  app.get('/feedback', (c) => c.html(feedbackPage(frame(c), {})));
  app.post('/feedback', async (c) => {
    const { email = '', message = '', back } = texts(await c.req.parseBody());
    const errors = [
      ...(/^[^\s@]+@[^\s@]+$/.test(email.trim())
        ? []
        : [{ field: 'email', text: 'Введите email, на который ответить' }]),
      ...(message.trim() === '' ? [{ field: 'message', text: 'Напишите вопрос' }] : []),
    ];
    if (errors.length > 0) return c.html(feedbackPage(frameOf(back), { email, message, errors }), 422);
    world.outbox.send({
      channel: 'email',
      to: 'helpdesk@permkrai.example',
      from: email.trim(),
      subject: 'Вопрос в техподдержку РСАА',
      text: message.slice(0, 5000),
    });
    return c.html(
      sentPage(frameOf(back), 'Вопрос отправлен', ['Техподдержка ответит на указанный адрес электронной почты.']),
    );
  });

  app.get('/manual', (c) => c.html(documentPage(frame(c), documents.user)));
  app.get('/documents/:name', (c) => {
    const found = Object.entries(documents).find(([name]) => name === c.req.param('name'));
    return found ? c.html(documentPage(frame(c), found[1])) : c.notFound();
  });
  app.notFound((c) =>
    c.html(sentPage({ origins }, 'Страница не найдена', ['Проверьте адрес или перейдите к регистрации.']), 404),
  );
  return handlerOf(app);
}
