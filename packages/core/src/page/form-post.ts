/** Leaves the page by a form: what must not stand in an address goes in its body. */
export function post(action: string, fields: Record<string, string>, refused: () => void): void {
  const form = Object.assign(document.createElement('form'), { method: 'post', action, hidden: true });
  for (const [name, value] of Object.entries(fields)) {
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
  }
  // A CSP with `form-action 'self'` drops the form without a word to the script but this event.
  const listener = (event: SecurityPolicyViolationEvent) => {
    if (event.effectiveDirective !== 'form-action') return;
    document.removeEventListener('securitypolicyviolation', listener);
    refused();
  };
  document.addEventListener('securitypolicyviolation', listener);
  document.body.append(form);
  form.submit();
  // The back button's cache would keep it, and the id_token in it.
  form.remove();
}
