import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as nextLook } from 'node:timers/promises';
import type { BrowserContext, ConsoleMessage, ElementHandle, Page, SerializedAXNode } from 'puppeteer-core';

type Role =
  | 'button'
  | 'link'
  | 'menuitem'
  | 'menuitemradio'
  | 'heading'
  | 'radio'
  | 'checkbox'
  | 'textbox'
  | 'searchbox'
  | 'combobox'
  | 'listbox'
  | 'alert';

interface AccessibleNode {
  readonly role: string;
  readonly name: string;
  handle(): Promise<ElementHandle | null>;
}

const fields = ['textbox', 'searchbox', 'combobox'] as const;

/** Generous: CI has two cores and the whole of EPOS on them. Waiting ends as soon as the thing is there. */
const patience = 15_000;

/** What the console may say without anybody having done wrong: answers that a journey provokes on purpose. */
const expectedMessages = /Failed to load resource: the server responded with a status of (4\d\d|503)/;

/**
 * A person at a browser, who knows what the manuals say and nothing else: finds buttons, links and fields by the names
 * that are read out to a blind person too, through every shadow root.
 */
export class Visitor {
  readonly page: Page;
  /** What went wrong on the pages on the way: exceptions, console errors, refused styles and scripts. */
  readonly complaints: string[];
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page, complaints: string[]) {
    this.#context = context;
    this.page = page;
    this.complaints = complaints;
    page.setDefaultTimeout(patience);
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      this.#onConsole(message);
    });
  }

  static async enter(
    context: BrowserContext,
    viewport = { width: 1280, height: 900 },
    complaints: string[] = [],
  ): Promise<Visitor> {
    const visitor = new Visitor(context, await context.newPage(), complaints);
    await visitor.page.setViewport(viewport);
    return visitor;
  }

  /** Opens an address, as if typed or followed from a bookmark. */
  async open(address: string): Promise<void> {
    await this.page.goto(address, { waitUntil: 'load' });
  }

  /** Presses the button with this name. */
  async press(name: string): Promise<void> {
    await this.#click(['button'], name);
  }

  /** Presses the button with this name, which opens a window. The same person goes on in it. */
  async pressForWindow(name: string): Promise<Visitor> {
    const opened = new Promise<Page>((resolve, reject) => {
      this.page.once('popup', (page) => {
        if (page) resolve(page);
        else reject(new Error(`«${name}» opened something that is no page`));
      });
    });
    await this.press(name);
    return new Visitor(this.#context, await opened, this.complaints);
  }

  /** Waits until this page's window is closed. */
  async goes(): Promise<void> {
    await this.#until('the end of the window', () => Promise.resolve(this.page.isClosed()));
  }

  /** Follows the link with this name. */
  async follow(name: string): Promise<void> {
    await this.#click(['link'], name);
  }

  /** Picks an item of an open menu. */
  async pick(name: string): Promise<void> {
    await this.#click(['menuitem', 'menuitemradio'], name);
  }

  /** Chooses a radio button by its name. */
  async choose(name: string): Promise<void> {
    await this.#click(['radio'], name);
  }

  /** Ticks the checkbox with this name. */
  async tick(name: string): Promise<void> {
    await this.#click(['checkbox'], name);
  }

  /** Replaces what stands in the field with this label. */
  async fill(label: string, value: string): Promise<void> {
    const field = await this.#find(fields, label);
    await field.click({ count: 3 });
    await this.page.keyboard.press('Backspace');
    await field.type(value);
  }

  /** Chooses an option of the list with this label, by how the option begins. */
  async select(label: string, option: string): Promise<void> {
    const list = await this.#find(['combobox'], label);
    const value = await list.evaluate((element, begins) => {
      const found = [...(element as HTMLSelectElement).options].find(({ label }) => label.startsWith(begins));
      return found?.value;
    }, option);
    assert.ok(value, `«${label}» should offer «${option}»`);
    await list.select(value);
  }

  /** Takes the first of what a list below the focused field suggests. */
  async takeFirst(list: string): Promise<void> {
    await this.seesThe('listbox', list);
    await this.page.keyboard.press('ArrowDown');
    await this.page.keyboard.press('Enter');
  }

  /** What stands in the field with this label. */
  async valueOf(label: string): Promise<string> {
    const field = await this.#find(fields, label);
    return field.evaluate((element) => (element as HTMLInputElement).value);
  }

  /** Waits until this text can be read on the page, whatever element holds it. */
  async sees(text: string): Promise<void> {
    await this.#until(`the text «${text}»`, async () => (await this.#tree()).some(({ name }) => name.includes(text)));
  }

  /** Waits for something with this name in this role. */
  async seesThe(role: Role, name: string): Promise<void> {
    await this.#find([role], name);
  }

  /** Asserts that nothing on the page has this name in this role, now. */
  async doesNotSee(role: Role, name: string): Promise<void> {
    const found = (await this.#tree()).filter((node) => isNamed(node, [role], name));
    assert.deepEqual(found, [], `there should be no ${role} «${name}»`);
  }

  /** Everything that can be read on the page, now. */
  async texts(): Promise<string[]> {
    return (await this.#tree()).map(({ name }) => name);
  }

  /** Waits until the address is at this origin. */
  async arrivesAt(origin: string): Promise<void> {
    await this.page.waitForFunction((wanted) => location.origin === wanted, {}, origin);
  }

  /** Addresses of pages that match, as the browser goes to them from now on. */
  requestsTo(pattern: RegExp): readonly string[] {
    const found: string[] = [];
    this.page.on('request', (request) => {
      if (request.isNavigationRequest() && pattern.test(request.url())) found.push(request.url());
    });
    return found;
  }

  async back(): Promise<void> {
    await this.page.goBack({ waitUntil: 'load' });
  }

  async reload(): Promise<void> {
    await this.page.reload({ waitUntil: 'load' });
  }

  /** Opens one more tab of the same browser. */
  async anotherTab(): Promise<Visitor> {
    return Visitor.enter(this.#context, undefined, this.complaints);
  }

  /** Asserts that no authorization code or token stands in the address, in what the page stores or in cookies it can read. */
  async leavesNoSecrets(): Promise<void> {
    const found = await this.page.evaluate(() => ({
      address: location.href,
      local: JSON.stringify(Object.entries(localStorage)),
      session: JSON.stringify(Object.entries(sessionStorage)),
      cookies: document.cookie,
    }));
    assert.doesNotMatch(found.address, /[?&#](code|state|id_token|access_token|error|epos_login)=/);
    assert.doesNotMatch(found.cookies, /epos-/);
    for (const kept of [found.local, found.session])
      assert.doesNotMatch(kept, /eyJ[\w-]{10}|access_token|refresh_token/);
  }

  /** Takes a picture of the step at 1280 and 360 px where EPOS_PICTURES names a folder. */
  async picture(name: string): Promise<void> {
    const folder = process.env.EPOS_PICTURES;
    if (!folder) return;
    await mkdir(folder, { recursive: true });
    const before = this.page.viewport();
    for (const width of [1280, 360]) {
      await this.page.setViewport({ width, height: 800 });
      await this.page.screenshot({ path: join(folder, `${name}-${String(width)}.png`), fullPage: true });
    }
    await this.page.setViewport(before);
  }

  async leave(): Promise<void> {
    await this.#context.close();
  }

  async #click(roles: readonly Role[], name: string): Promise<void> {
    const found = await this.#find(roles, name);
    await found.scrollIntoView();
    await found.click();
  }

  async #find(roles: readonly Role[], name: string): Promise<ElementHandle> {
    // A tab in the background draws no frames, and whoever waits for one waits for ever.
    await this.page.bringToFront();
    return this.#until(`the ${roles.join(' or ')} «${name}»`, async () => {
      const node = (await this.#tree()).find((candidate) => isNamed(candidate, roles, name));
      return node?.handle();
    });
  }

  /** The accessibility tree, flattened: what a screen reader would meet, in its order. */
  async #tree(): Promise<AccessibleNode[]> {
    const flat: AccessibleNode[] = [];
    const visit = (node: SerializedAXNode): void => {
      flat.push({ role: node.role, name: plain(node.name ?? ''), handle: () => node.elementHandle() });
      for (const child of node.children ?? []) visit(child);
    };
    const root = await this.page.accessibility.snapshot();
    if (root) visit(root);
    return flat;
  }

  /** Asks again until there is an answer: pages come and go meanwhile, which ends a question in an error. */
  async #until<T>(what: string, ask: () => Promise<T>): Promise<NonNullable<T>> {
    const deadline = performance.now() + patience;
    for (;;) {
      const answer = await ask().catch(() => undefined);
      if (answer) return answer;
      if (performance.now() > deadline)
        throw new Error(`${what} did not appear at ${this.page.url()}\n${await this.#said()}`);
      await nextLook(50);
    }
  }

  /** What can be read on the page, for the message of a failed journey. */
  async #said(): Promise<string> {
    const tree = await this.#tree().catch(() => []);
    return tree
      .filter(({ role, name }) => name && role !== 'StaticText')
      .map(({ role, name }) => `  ${role} «${name}»`)
      .join('\n');
  }

  #onConsole(message: ConsoleMessage): void {
    const text = message.text();
    if (message.type() === 'error' && !expectedMessages.test(text)) this.complaints.push(`${this.page.url()}: ${text}`);
  }
}

function isNamed(node: AccessibleNode, roles: readonly Role[], name: string): boolean {
  return (roles as readonly string[]).includes(node.role) && startsWithWords(node.name, name);
}

/** Buttons say more after their name («Вход через ЕСИА», then «Госуслуги»); half a word is no name. */
function startsWithWords(name: string, words: string): boolean {
  return name.startsWith(words) && !/^[\p{L}\p{N}]/u.test(name.slice(words.length));
}

/** Typography is for eyes: non-breaking spaces and soft hyphens are not part of a name. */
function plain(text: string): string {
  return text.replaceAll('\u00AD', '').replaceAll(/\s+/g, ' ').trim();
}

/** Sends everybody away; whatever their pages complained of on the way fails the test. */
export async function sendAway(visitors: Set<Visitor>): Promise<void> {
  const present = [...visitors];
  visitors.clear();
  await Promise.all(present.map((visitor) => visitor.leave()));
  const complaints = present.flatMap((visitor) => visitor.complaints);
  if (complaints.length > 0) throw new Error(`The pages complained:\n${complaints.join('\n')}`);
}
