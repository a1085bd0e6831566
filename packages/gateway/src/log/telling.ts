/**
 * A check that tells why it fails, whenever that is another reason than before: readiness is asked for every few seconds.
 */
export function telling(check: () => Promise<void>, tell: (error: unknown) => void): () => Promise<void> {
  let known: string | undefined;
  return async () => {
    try {
      await check();
      known = undefined;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== known) tell(error);
      known = reason;
      throw error;
    }
  };
}
