const hosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether the address is a plain http one of this machine, at any port: the only kind the sandbox's clients may use. */
export function isLoopback(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'http:' && hosts.has(url.hostname) && url.username === '' && url.hash === '';
}
