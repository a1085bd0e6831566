const loopback = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Whether tokens may travel to this address: https, or http that never leaves the device.
 *
 * @see OAuth 2.1 section 1.5 (TLS) and RFC 8252 section 8.3 (loopback)
 */
export function isSecureAddress(address: unknown): address is string {
  if (typeof address !== 'string') return false;
  let url;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname));
}
