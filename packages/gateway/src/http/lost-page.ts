import { createHash } from 'node:crypto';

const sheet =
  ':root{color-scheme:light dark;font:1.125rem/1.5 system-ui,sans-serif}' +
  'body{margin:10vh auto 0;max-width:34em;padding:0 1.25em}h1{font-size:1.5em;line-height:1.25}' +
  'a{display:inline-block;padding:.75em 0}';

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(sheet).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const words = {
  ru: {
    title: 'Вход не завершён',
    text: 'Страница входа открыта повторно или слишком поздно, либо браузер не сохранил сведения о начатом входе. Вернитесь на сайт и начните вход ещё раз.',
    link: 'Вернуться на сайт',
  },
  en: {
    title: 'Sign-in was not completed',
    text: 'The sign-in page was opened again or too late, or the browser did not keep what was begun. Go back to the site and start again.',
    link: 'Back to the site',
  },
};

/** For a person whom an address has led to a place from which nothing leads on. It says nothing of what was asked. */
export function lostPage(request: Request, home: string, status = 400): Response {
  const lang = prefersEnglish(request.headers.get('accept-language') ?? '') ? 'en' : 'ru';
  const { title, text, link } = words[lang];
  const html = `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${sheet}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${text}</p>
<p><a href="${escaped(home)}">${link}</a></p>
</main>
</body>
</html>
`;
  return new Response(html, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
  });
}

/** Russian unless a browser names English before it: the sites are Russian. */
function prefersEnglish(accepted: string): boolean {
  const first = /\b(ru|en)\b/i.exec(accepted)?.[1];
  return first?.toLowerCase() === 'en';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
