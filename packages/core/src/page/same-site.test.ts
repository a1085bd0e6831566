import { expect } from '@open-wc/testing';
import { isSameSite } from './same-site.ts';

describe('same site', () => {
  it('is the same host at any port', () => {
    expect(isSameSite(`http://${location.hostname}:1/auth`)).to.equal(true);
  });

  it('is not the same host by another scheme, nor another host', () => {
    expect(isSameSite(`https://${location.hostname}/`)).to.equal(false);
    expect(isSameSite('http://127.0.0.1:1/')).to.equal(false);
    expect(isSameSite('http://sso.example/')).to.equal(false);
  });

  it('leaves no cookie behind', () => {
    isSameSite('http://sso.example/');
    expect(document.cookie).not.to.contain('epos-login-site');
  });
});
