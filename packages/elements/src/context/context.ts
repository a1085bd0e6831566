import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { defineInside } from '../base/define-inside.ts';
import { EposSource, signOutAtIn } from './source.ts';

/**
 * @summary A sign-in that several elements share. It shows nothing itself but the warning before an untouched shared
 * computer is left.
 *
 * @slot - The page's own content, with elements that take their sign-in from here.
 *
 * @event {EposStateChangeEvent} epos-state-change - Fires when the journey has reached another state or category, and
 * when the warning before a sign-out comes or goes.
 * @event {EposErrorEvent} epos-error - Fires when something has failed.
 *
 * @csspart action - «Продолжить работу», in the warning.
 */
export class EposContext extends EposSource {
  static override properties: PropertyDeclarations = {
    canWarn: { state: true },
  };

  /** Whether what warns has been loaded. */
  declare protected canWarn: boolean;

  /** Whether the person is about to be signed out, and nobody inside says so. */
  get #isIdle(): boolean {
    return signOutAtIn(this.state) !== undefined && !this.querySelector('epos-login');
  }

  /** Brings the warning. Where it has not come the next state asks again, which is of no use in Firefox. */
  async #load(): Promise<void> {
    const module = await import('./idle.ts').catch(() => undefined);
    if (!module) return;
    await defineInside(this, { 'epos-idle': module.EposIdle });
    this.canWarn = true;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.asServed && this.#isIdle && !this.canWarn) void this.#load();
  }

  protected override render(): TemplateResult {
    if (this.asServed) return html`<slot></slot>`;
    const warning = this.canWarn && this.#isIdle;
    return html`<slot></slot
      >${warning ? html`<epos-idle exportparts="action" .texts=${this.texts}></epos-idle>` : nothing}`;
  }
}
