/**
 * Whether a frame of `url` in this page gets its `SameSite=Lax` cookies, and is spared by the browsers that give
 * third-party frames none at all.
 *
 * Where a site ends is told by the Public Suffix List, which only the browser has; so the browser is asked: it takes a
 * cookie for a registrable domain and refuses one for a public suffix.
 */
export function isSameSite(url: string): boolean {
  const there = new URL(url);
  if (there.protocol !== location.protocol) return false;
  if (there.hostname === location.hostname) return true;
  const common = there.hostname.split('.');
  while (common.length && !`.${location.hostname}`.endsWith(`.${common.join('.')}`)) common.shift();
  return common.length > 1 && takesCookie(common.join('.'));
}

function takesCookie(domain: string): boolean {
  const attributes = `; domain=${domain}; path=/; samesite=strict`;
  try {
    document.cookie = `epos-login-site=1${attributes}; max-age=5`;
    const taken = document.cookie.includes('epos-login-site=1');
    document.cookie = `epos-login-site=${attributes}; max-age=0`;
    return taken;
  } catch {
    return false; // A sandboxed document has no cookies.
  }
}
