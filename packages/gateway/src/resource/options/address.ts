const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** Whether an address may be asked for keys or be sent a token: https, or http on this very machine. */
export function isSecureAddress(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.test(url.hostname));
}
