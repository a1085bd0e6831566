/** Where the page's window stands, and how much room the screen has, in CSS pixels. */
export interface Place {
  readonly window: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  readonly screen: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

/** Wide enough for the password page of РСАА. */
const wanted = { width: 520, height: 680 };

/** Asks for a window in the middle of the page's own, and wholly on its screen. */
export function placed({ window, screen }: Place): string {
  const width = Math.min(wanted.width, screen.width);
  const height = Math.min(wanted.height, screen.height);
  const left = between(screen.left, window.left + (window.width - width) / 2, screen.left + screen.width - width);
  const top = between(screen.top, window.top + (window.height - height) / 2, screen.top + screen.height - height);
  return `popup,width=${width},height=${height},left=${left},top=${top}`;
}

function between(least: number, value: number, most: number): number {
  return Math.round(Math.min(Math.max(value, least), most));
}
