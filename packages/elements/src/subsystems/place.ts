/** Under which the size of the tiles is kept; see `shape.ts`. */
export const shapeKey = 'epos-login:tiles';

/**
 * Whether tiles have stood on this device since the last sign-out. Then the list may have favourites, and its size is
 * known: it is loaded while the portal is asked, most likely from the browser's cache.
 */
export function wasHere(): boolean {
  try {
    return !!localStorage.getItem(shapeKey);
  } catch {
    return false;
  }
}
