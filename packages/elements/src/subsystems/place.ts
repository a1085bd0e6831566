/** How large the tiles stood the last time. It says nothing of whose they were, and goes with a sign-out all the same. */
export interface Shape {
  readonly count: number;
  /** Of the element, in CSS pixels. */
  readonly width: number;
  readonly height: number;
}

export const shapeKey = 'epos-login:tiles';

/** What the tiles took the last time, unless nothing is known of it. Anybody may have written it. */
export function lastShape(): Shape | undefined {
  try {
    const [count, width, height] = (localStorage.getItem(shapeKey) ?? '').split(' ').map(Number);
    return count && width && height ? { count, width, height } : undefined;
  } catch {
    return undefined;
  }
}
