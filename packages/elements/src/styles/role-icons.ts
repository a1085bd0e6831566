import type { Category } from '@epos-login/core';
import { html, type TemplateResult } from 'lit';

const employeeIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <rect x="3.5" y="8" width="17" height="12" rx="2" />
  <path d="M9 8V4.5h6V8M3.5 13h17" />
</svg>`;

const parentIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <circle cx="8.5" cy="7.5" r="3.5" />
  <path d="M2.5 20v-1.5a6 6 0 0 1 12 0V20" />
  <circle cx="17.5" cy="11.5" r="2.5" />
  <path d="M17.5 16a4 4 0 0 1 4 4" />
</svg>`;

const studentIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path d="M12 4L1.5 9 12 14l10.5-5zM6 11.5V17c3.5 3 8.5 3 12 0v-5.5" />
</svg>`;

export const roleIcons: Record<Category, TemplateResult> = {
  employee: employeeIcon,
  parent: parentIcon,
  student: studentIcon,
};
