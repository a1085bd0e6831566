import { shapeKey } from '../subsystems/place.ts';

/** What a page in a frame is made of. */
export interface Framed {
  readonly markup: string;
  /** Modules, relative to `src`, that never come. */
  readonly lost?: readonly string[];
  /** Modules that do not come when they are asked for first. */
  readonly refused?: readonly string[];
  /** Modules that come when they are let go. */
  readonly held?: readonly string[];
  /** Whether tiles have stood on this device. */
  readonly wasHere?: boolean;
}

export interface FramedPage {
  readonly frame: HTMLIFrameElement;
  readonly window: Window & typeof globalThis;
  readonly document: Document;
  /** Lets go of what is held. */
  readonly release: () => void;
}

const src = (file: string): string => new URL(`../${file}`, import.meta.url).href;

let count = 0;

/** A page of its own that loads the elements and finds nobody signed in, with files kept from it by an import map. */
export async function framed({ markup, lost = [], refused = [], held = [], wasHere }: Framed): Promise<FramedPage> {
  if (wasHere) localStorage.setItem(shapeKey, '3');
  else localStorage.removeItem(shapeKey);
  const gate = `gate${count++}`;
  let release: () => void = () => undefined;
  Object.assign(window, {
    [gate]: new Promise<void>((resolve) => {
      release = resolve;
    }),
  });
  const imports = Object.fromEntries([
    ...lost.map((file) => [src(file), 'data:,refused']),
    ...refused.map((file) => [src(file), `${src(file)}?refused=${crypto.randomUUID()}`]),
    ...held.map((file) => [src(file), `data:text/javascript,await parent.${gate};export * from '${src(file)}?held'`]),
  ]) as Record<string, string>;
  const frame = document.createElement('iframe');
  frame.width = '1000';
  frame.height = '700';
  frame.srcdoc = `<!doctype html><html lang="ru"><meta charset="utf-8">
    <script type="importmap">${JSON.stringify({ imports })}</script>
    <script>fetch = async () => Response.json({ session: null, reason: 'never' })</script>
    ${markup}
    <script type="module" src="${src('index.ts')}"></script>`;
  await new Promise((resolve) => {
    frame.addEventListener('load', resolve);
    document.body.append(frame);
  });
  return { frame, window: frame.contentWindow as FramedPage['window'], document: frame.contentDocument!, release };
}

/** Takes the frames of a test away, and what they left. */
export function unframe(): void {
  localStorage.removeItem(shapeKey);
  for (const frame of document.querySelectorAll('iframe')) frame.remove();
}
