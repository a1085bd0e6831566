/**
 * The stage of the journeys: a demo (sandbox and examples) for each transport and one Chromium for all of them, begun on
 * first use. Journeys never share a browser context, and the sandbox is set back before each.
 *
 * @module
 */
import { after, afterEach, beforeEach } from 'node:test';
import { launch, type Browser, type LaunchOptions } from 'puppeteer-core';
import { chromiumFlags, findChromium } from '../../scripts/browsers.ts';
import { startDemo, type Demo } from '../../scripts/demo.ts';
import type { Transport } from '../../scripts/demo/build.ts';
import { openScreen, type Screen } from './screen.ts';
import { transport } from './transports.ts';
import { sendAway, Visitor } from './visitor.ts';

const demos = new Map<Transport, Promise<Demo>>();
let opened: Promise<Browser> | undefined;
let screenful: Promise<{ browser: Browser; screen: Screen }> | undefined;
const visitors = new Set<Visitor>();

function launchOptions(): LaunchOptions {
  const args = [...chromiumFlags, '--lang=ru', '--accept-lang=ru'];
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

/** The demo under test: that of the present transport. */
export function demo(): Promise<Demo> {
  const over = transport();
  const started = demos.get(over) ?? startDemo({ port: 0, over });
  demos.set(over, started);
  return started;
}

/** A person at a fresh browser: no cookies, no storage, nobody else's session. */
export async function visit(viewport?: { width: number; height: number }): Promise<Visitor> {
  opened ??= launch(launchOptions());
  return enter(await opened, viewport);
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
  await (await opened)?.close();
  for (const started of demos.values()) await (await started).close();
  if (screenful) {
    const { browser, screen } = await screenful;
    await browser.close();
    screen.close();
  }
});
