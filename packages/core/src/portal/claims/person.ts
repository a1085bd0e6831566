import type { ClaimSources } from '../../contract/claims.ts';
import type { Person } from '../../contract/contract.ts';

/**
 * The person of the standard claims (OpenID Connect Core 5.1), in the contract's form. Throws where there is no name at
 * all.
 */
export function personOf({ id, userinfo }: ClaimSources): Person {
  const find = (claim: string, longest: number) => text(userinfo[claim], longest) ?? text(id[claim], longest);
  const [family, given, middle] = [find('family_name', 100), find('given_name', 100), find('middle_name', 100)];
  // Keycloak writes `name` as «Имя Фамилия», without the patronymic: it serves where the parts are missing.
  const whole = family && given ? [family, given, middle].filter(Boolean).join(' ') : undefined;
  const name = whole ?? find('name', 300) ?? family ?? given ?? find('preferred_username', 300) ?? find('email', 300);
  const sub = text(id.sub, 255);
  if (!sub) throw new Error('No sub among the claims');
  if (!name) throw new Error('No name among the claims: is the scope `profile` asked for?');
  const short = name.slice(0, 100);
  return {
    sub,
    name,
    family_name: family ?? short,
    given_name: given ?? short,
    ...(middle ? { middle_name: middle } : {}),
  };
}

/** A claim as the contract bounds it: no server may flood a page with one field. */
function text(value: unknown, longest: number): string | undefined {
  return typeof value === 'string' && value.trim() && value.length <= longest ? value : undefined;
}
