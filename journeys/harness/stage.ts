/**
 * The stage of the journeys: one demo (sandbox and examples) and one Chromium for all of them, begun on first use.
 * Journeys never share a browser context, and the sandbox is set back before each.
 *
 * @module
 */
import { after, afterEach, beforeEach } from 'node:test';
import { launch, type Browser } from 'puppeteer-core';
import { findChromium } from '../../scripts/browsers.ts';
import { startDemo, type Demo } from '../../scripts/demo.ts';
import { Visitor } from './visitor.ts';

let opened: Promise<{ demo: Demo; browser: Browser }> | undefined;
const visitors = new Set<Visitor>();

function stage(): Promise<{ demo: Demo; browser: Browser }> {
  opened ??= open();
  return opened;
}

async function open(): Promise<{ demo: Demo; browser: Browser }> {
  const demo = await startDemo({ port: 0 });
  const browser = await launch({
    executablePath: findChromium(),
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--lang=ru',
    ],
  });
  return { demo, browser };
}

/** The demo under test. */
export async function demo(): Promise<Demo> {
  return (await stage()).demo;
}

/** A person at a fresh browser: no cookies, no storage, nobody else's session. */
export async function visit(viewport?: { width: number; height: number }): Promise<Visitor> {
  const { browser } = await stage();
  const context = await browser.createBrowserContext();
  const visitor = await Visitor.enter(context, viewport);
  visitors.add(visitor);
  return visitor;
}

// Journeys share one process, so these stand once, for all of them.
beforeEach(async () => {
  const { sandbox } = await demo();
  sandbox.control.reset();
});

// Whatever the pages complained of on the way fails the journey.
afterEach(async () => {
  const present = [...visitors];
  visitors.clear();
  await Promise.all(present.map((visitor) => visitor.leave()));
  const complaints = present.flatMap((visitor) => visitor.complaints);
  if (complaints.length > 0) throw new Error(`The pages complained:\n${complaints.join('\n')}`);
});

after(async () => {
  if (!opened) return;
  const { demo, browser } = await opened;
  await browser.close();
  await demo.close();
});
