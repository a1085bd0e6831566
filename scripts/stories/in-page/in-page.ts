/**
 * The half of the walk that runs in the page of stories, before Storybook itself.
 *
 * @module
 */
import { findings, type Finding } from './findings.ts';
import { switchLowVision } from './low-vision.ts';
import { boundsOf, type Bounds } from './bounds.ts';
import { settled } from './settled.ts';
import { standStill } from './stand-still.ts';
import { show } from './show.ts';

/** What the other half may ask for. Everything given and returned crosses as JSON. */
export interface InPage {
  /** Shows a story and waits until nothing in it has anything left to draw. */
  show(id: string): Promise<void>;
  /** Changes what the story stands in, and waits likewise. */
  change(setting: Setting): Promise<void>;
  /** Waits until nothing in the story has anything left to draw. */
  rest(): Promise<void>;
  /** What axe finds, and what cannot be read without scrolling sideways. */
  findings(): Promise<Finding[]>;
  /** What a picture of the story has to hold. */
  bounds(): Promise<Bounds>;
}

/** How the page differs from the story as written; what is left out is as written. */
export interface Setting {
  readonly dark?: boolean;
  /** Of the size of text on the page. */
  readonly percent?: number;
  readonly lowVision?: boolean;
}

declare global {
  interface Window {
    stories: InPage;
  }
}

/** The story's own theme, to go back to. */
let theme = 'light';

standStill();

window.stories = {
  async show(id) {
    switchLowVision(false);
    document.documentElement.style.fontSize = '';
    await show(id);
    theme = document.querySelector<HTMLElement>('.story-page')?.dataset.theme ?? 'light';
    await settled();
  },
  async change({ dark = false, percent = 100, lowVision = false }) {
    const wanted = dark ? 'dark' : theme;
    document.querySelector('.story-page')?.setAttribute('data-theme', wanted);
    document.querySelector('.story-page > epos-context')?.setAttribute('theme', wanted);
    document.documentElement.style.fontSize = percent === 100 ? '' : `${percent}%`;
    switchLowVision(lowVision);
    await settled();
  },
  rest: settled,
  findings,
  bounds: () => Promise.resolve(boundsOf()),
};
