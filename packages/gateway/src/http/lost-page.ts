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
    stale: {
      title: 'Вход не завершён',
      text: 'Страница входа открыта повторно или слишком поздно, либо браузер не сохранил сведения о начатом входе. Вернитесь на сайт и начните вход ещё раз.',
    },
    refused: {
      title: 'Вход не начат',
      text: 'Вход начат с адреса, с которого сюда не входят. Перейдите на сайт по ссылке и начните вход там.',
    },
    unavailable: {
      title: 'Вход временно недоступен',
      text: 'Повторите попытку через несколько минут.',
    },
    link: 'Вернуться на сайт',
  },
  en: {
    stale: {
      title: 'Sign-in was not completed',
      text: 'The sign-in page was opened again or too late, or the browser did not keep what was begun. Go back to the site and start again.',
    },
    refused: {
      title: 'Sign-in was not begun',
      text: 'Sign-in was begun at an address from which nobody signs in here. Go to the site by the link and start there.',
    },
    unavailable: {
      title: 'Sign-in is temporarily unavailable',
      text: 'Try again in a few minutes.',
    },
    link: 'Back to the site',
  },
};

/** What a person is told who is led no further. */
export interface Lost {
  /** An answer that belongs to nothing begun here; a sign-in that may not begin; a server that is away. */
  readonly why: 'stale' | 'refused' | 'unavailable';
  readonly status: number;
  /** For developers; everybody may read it. */
  readonly detail?: string | undefined;
}

/** For a person whom an address has led to a place from which nothing leads on. It says nothing of what was asked. */
export function lostPage(request: Request, home: string, { why, status, detail }: Lost): Response {
  const lang = prefersEnglish(request.headers.get('accept-language') ?? '') ? 'en' : 'ru';
  const { link, [why]: told } = words[lang];
  const note = detail === undefined ? '' : `<p lang="en"><small>${escaped(detail)}</small></p>\n`;
  const html = `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${told.title}</title>
<style>${sheet}</style>
</head>
<body>
<main>
<h1>${told.title}</h1>
<p>${told.text}</p>
<p><a href="${escaped(home)}">${link}</a></p>
${note}</main>
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
