import type { KoaContextWithOIDC } from 'oidc-provider';
import { contentSecurityPolicy } from '../pages/headers.ts';

/**
 * Gives the provider's own pages the sandbox's policy.
 *
 * Its forms that send themselves (a logout without a session, `response_mode=form_post`) carry an inline script, which
 * the policy forbids: the script comes from a file here. `prompt=none` may run in a frame of a page of this machine.
 */
export async function finishHtml(context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next();
  const isAuthorization = context.path === '/auth' || context.path.startsWith('/auth/');
  context.set('Content-Security-Policy', contentSecurityPolicy(isAuthorization ? 'loopback' : 'nobody'));
  context.set('X-Content-Type-Options', 'nosniff');
  if (typeof context.body !== 'string' || !context.body.includes('<title>Submitting Callback</title>')) return;
  context.body = context.body
    .replace('<html>', '<html lang="ru">')
    .replace(
      /<script>[\s\S]*?<\/script>/,
      '<link rel="stylesheet" href="/assets/epos.css"><script src="/assets/submit.js" defer></script>',
    )
    .replace('<title>Submitting Callback</title>', '<title>Переход</title>')
    .replace(/Your browser does not support[\s\S]*?<br\/>/, '')
    .replace(/>Continue</, '>Продолжить<');
}
