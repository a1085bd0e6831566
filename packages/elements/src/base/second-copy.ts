const warned = new Set<string>();

/** Tells developers where an element is drawn by another version than the one that was loaded last. */
export function compare(tag: string, constructor: CustomElementConstructor): void {
  const [drawn, unused] = [versionOf(customElements.get(tag)), versionOf(constructor)];
  const warning = `<${tag}> is of version ${drawn} on this page; version ${unused} was loaded too and is not used.`;
  if (drawn === unused || warned.has(warning)) return;
  warned.add(warning);
  // eslint-disable-next-line no-console -- only a developer can mend this, and the console is where developers look
  console.warn(`${warning} Load one of them, or define the other in a registry of its own.`);
}

function versionOf(constructor: (CustomElementConstructor & { readonly version?: string }) | undefined): string {
  return constructor?.version ?? 'unknown';
}
