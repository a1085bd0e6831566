/** Leaves the page by a form: what must not stand in an address goes in its body. */
export function post(action: string, fields: Record<string, string>, refused: () => void): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = action;
  form.hidden = true;
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    field.value = value;
    form.append(field);
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
}
