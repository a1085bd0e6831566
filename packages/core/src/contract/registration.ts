import * as z from 'zod/mini';
import { inn, kpp } from './organization.ts';
import { identifier, text } from './text.ts';

const trimmed = (maximum: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(maximum));

/** Schema of {@linkcode Registration}: RSAA's form «Регистрация пользователя», field by field, in the form's order. */
export const registration = z.object({
  family_name: trimmed(100),
  given_name: trimmed(100),
  middle_name: trimmed(100),
  email: z.string().check(z.trim(), z.toLowerCase(), z.email(), z.maxLength(254)),
  position: trimmed(200),
  organization_id: identifier,
  organization_short_name: z.optional(trimmed(300)),
  inn: z.pipe(z.string().check(z.trim()), inn),
  kpp: z.pipe(z.string().check(z.trim()), kpp),
  /** The version of the consent to the processing of personal data that the person accepted (152-ФЗ). */
  consent_version: text(100),
});

/** What `POST /api/v1/registrations` takes. */
export type Registration = z.infer<typeof registration>;

/** Schema of {@linkcode RegistrationAccepted}. */
export const registrationAccepted = z.object({ id: identifier });

/** What it answers with 202: the letter is on its way. */
export type RegistrationAccepted = z.infer<typeof registrationAccepted>;
