const loopback = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Whether tokens and cookies may travel to this address: https, or http that never leaves the machine.
 *
 * @see OAuth 2.1 section 1.5 (TLS) and RFC 8252 section 8.3 (loopback)
 */
export function isSecureAddress(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.test(url.hostname));
}
