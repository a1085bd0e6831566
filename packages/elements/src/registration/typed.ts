import type { Organization, RegistrationForm } from '@epos-login/core/registration';
import { draftFor, dropDraft, keepDraft, type Attempt, type DraftPlace } from './draft.ts';
import { consentName, draftNames, searchName } from './fields.ts';

/** What the typed form needs of the element around it. */
export interface TypedHost {
  /** What the form is drawn in. */
  drawing(): Element | undefined;
  place(): DraftPlace;
  /** The organization chosen from the list, as long as its name stands in the field. */
  chosen(): Organization | undefined;
  restore(organization: Organization | undefined): void;
}

const numberMarks = /[\s\u2010-\u2015-]/g;

/** What stands in the fields of the form, and the draft that is kept of it until it is sent. */
export class Typed {
  readonly #host: TypedHost;
  #form: HTMLFormElement | undefined;
  #attempt: Attempt | undefined;
  /** What the last choice of an organization has filled in: the next one replaces it. */
  #filled: Readonly<Record<string, string>> = {};

  constructor(host: TypedHost) {
    this.#host = host;
  }

  control(name: string): HTMLInputElement | undefined {
    return this.#host.drawing()?.querySelector<HTMLInputElement>(`input[name="${name}"]`) ?? undefined;
  }

  /** Fills in a form that was drawn anew with what was typed before. */
  drawn(form: HTMLFormElement | undefined): void {
    if (form === this.#form) return;
    this.#form = form;
    const draft = form && draftFor(this.#host.place());
    if (!draft) return;
    this.#attempt = draft.attempt;
    for (const [name, value] of Object.entries(draft.fields)) {
      const control = this.control(name);
      if (control) control.value = value;
    }
    this.#host.restore(draft.organization);
  }

  /** Short name and numbers of the organization. What somebody has typed themselves yields to something only. */
  fillIn({ short_name = '', inn, kpp }: Organization): void {
    const filling = { organization_short_name: short_name, inn, kpp };
    for (const [name, value] of Object.entries(filling)) {
      const control = this.control(name);
      if (control && (value || control.value === this.#filled[name])) control.value = value;
    }
    this.#filled = filling;
    this.keep();
  }

  /** The form as it stands now, whoever has written there; the consent counts for the version that was shown. */
  read(consentVersion: string | undefined): RegistrationForm {
    const { [searchName]: _, [consentName]: consent, inn, kpp, ...fields } = this.#values();
    return {
      ...fields,
      organization_id: this.#host.chosen()?.id,
      // As numbers are written on paper, and copied.
      inn: inn?.replaceAll(numberMarks, ''),
      kpp: kpp?.replaceAll(numberMarks, '').toUpperCase(),
      consent_version: consent === undefined ? undefined : consentVersion,
    };
  }

  /** By `FormData`, when it is asked for: an extension may write into a field without any event. */
  #values(): Partial<Record<string, string>> {
    if (!this.#form) return {};
    const values = [...new FormData(this.#form)].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    );
    return Object.fromEntries(values);
  }

  /** Keeps the draft. */
  keep(): void {
    if (!this.#form) return;
    const values = this.#values();
    const typed = draftNames.flatMap((name) => (values[name] ? [[name, values[name]] as const] : []));
    const place = this.#host.place();
    if (typed.length === 0) dropDraft(place);
    else
      keepDraft(place, {
        fields: Object.fromEntries(typed),
        organization: this.#host.chosen(),
        attempt: this.#attempt,
      });
  }

  /**
   * The key to send this form under. It stays the form's own over failures and reloads: the portal registers once.
   *
   * @param create - makes a key for a form that has none
   */
  keyOf(form: string, create: () => string): string {
    if (this.#attempt?.form !== form) this.#attempt = { key: create(), form };
    this.keep();
    return this.#attempt.key;
  }

  /** Forgets it all: it was sent, or cleared. */
  forget(): void {
    this.#form = undefined;
    this.#attempt = undefined;
    this.#filled = {};
    this.#host.restore(undefined);
    dropDraft(this.#host.place());
  }
}
