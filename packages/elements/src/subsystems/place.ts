/** Under which the size of the tiles is kept; see `shape.ts`. */
export const shapeKey = 'epos-login:tiles';

/**
 * Whether tiles have stood on this device since the last sign-out. Then they are expected again, may have favourites, and
 * their size is known: all of it is loaded while EPOS is asked, most likely from the browser's cache.
 */
export function wasHere(): boolean {
  try {
    return shapeKey in localStorage;
  } catch {
    return false;
  }
}
