import { shapeKey, type Shape } from './place.ts';

/** Remembers how large the tiles stand, so that the next visit keeps their place. */
export function keepShape({ count, width, height }: Shape): void {
  quietly(() => {
    localStorage.setItem(shapeKey, [count, width, height].join(' '));
  });
}

export function forgetShape(): void {
  quietly(() => {
    localStorage.removeItem(shapeKey);
  });
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // Where storage is refused the next visit has the usual size.
  }
}
