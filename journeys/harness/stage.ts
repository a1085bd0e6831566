/**
 * The stage of the journeys: one demo (sandbox and examples) and one Chromium for all of them, begun on first use.
 * Journeys never share a browser context, and the sandbox is set back before each.
 *
 * @module
 */
import { after, afterEach, beforeEach } from 'node:test';
import { launch, type Browser, type LaunchOptions } from 'puppeteer-core';
import { chromiumFlags, findChromium } from '../../scripts/browsers.ts';
import { startDemo, type Demo } from '../../scripts/demo.ts';
import { openScreen, type Screen } from './screen.ts';
import { sendAway, Visitor } from './visitor.ts';

let opened: Promise<{ demo: Demo; browser: Browser }> | undefined;
let screenful: Promise<{ browser: Browser; screen: Screen }> | undefined;
const visitors = new Set<Visitor>();

function stage(): Promise<{ demo: Demo; browser: Browser }> {
  opened ??= open();
  return opened;
}

async function open(): Promise<{ demo: Demo; browser: Browser }> {
  const demo = await startDemo({ port: 0 });
  return { demo, browser: await launch(launchOptions()) };
}

function launchOptions(): LaunchOptions {
  const args = [...chromiumFlags, '--lang=ru'];
  return { executablePath: findChromium(), args };
}

/** A browser with a screen, where one window at a time has the focus, and which blocks popups as people's browsers do. */
async function openOnScreen(): Promise<{ browser: Browser; screen: Screen }> {
  const screen = await openScreen();
  const env = { ...process.env, DISPLAY: screen.display };
  const ignoreDefaultArgs = ['--disable-popup-blocking'];
  try {
    return { screen, browser: await launch({ ...launchOptions(), headless: false, env, ignoreDefaultArgs }) };
  } catch (error) {
    screen.close();
    throw error;
  }
}

/** The demo under test. */
export async function demo(): Promise<Demo> {
  return (await stage()).demo;
}

/** A person at a fresh browser: no cookies, no storage, nobody else's session. */
export async function visit(viewport?: { width: number; height: number }): Promise<Visitor> {
  const { browser } = await stage();
  return enter(browser, viewport);
}

/** The same at a browser whose windows can be seen side by side. */
export async function visitOnScreen(): Promise<Visitor> {
  screenful ??= openOnScreen();
  const { browser } = await screenful;
  return enter(browser);
}

async function enter(browser: Browser, viewport?: { width: number; height: number }): Promise<Visitor> {
  const visitor = await Visitor.enter(await browser.createBrowserContext(), viewport);
  visitors.add(visitor);
  return visitor;
}

// Journeys share one process, so these stand once, for all of them.
beforeEach(async () => {
  const { sandbox } = await demo();
  sandbox.control.reset();
});

afterEach(() => sendAway(visitors));

after(async () => {
  if (opened) {
    const { demo, browser } = await opened;
    await browser.close();
    await demo.close();
  }
  if (screenful) {
    const { browser, screen } = await screenful;
    await browser.close();
    screen.close();
  }
});
