import type { PortalContext } from './portal.ts';

/**
 * Roles and subsystems are asked for side by side. Where one answer holds both, it is fetched once: for callers of the
 * same session who stop for the same signal, while it is on its way.
 */
export function shareAnswer<T>(load: (context: PortalContext) => Promise<T>): (context: PortalContext) => Promise<T> {
  let asked: { readonly context: PortalContext; readonly answer: Promise<T> } | undefined;
  return (context) => {
    if (asked?.context.fetch === context.fetch && asked.context.signal === context.signal) return asked.answer;
    const mine = { context, answer: load(context) };
    asked = mine;
    const forget = () => {
      if (asked === mine) asked = undefined;
    };
    mine.answer.then(forget, forget);
    return mine.answer;
  };
}
