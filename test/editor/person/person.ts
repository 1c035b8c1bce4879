import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

/** Somebody in front of a window of VS Code: only what can be seen, clicked and typed. */
export class Person {
  readonly #page: Page;
  readonly #workspace: string;
  readonly #screenshots: string;

  /**
   * @param workspace absolute path of the folder that the window shows
   * @param screenshots absolute path of the folder for pictures
   */
  constructor(page: Page, workspace: string, screenshots: string) {
    this.#page = page;
    this.#workspace = workspace;
    this.#screenshots = screenshots;
  }

  /** Waits for the window, and clears away what greets a new user. */
  async arrive(url: string): Promise<void> {
    await this.#page.goto(url);
    await this.#page.locator('.monaco-workbench .part.statusbar').waitFor();
    await this.#page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    await this.command('View: Close All Editors');
    // The second side bar is for chats, and takes half of the room.
    const chats = this.#page.locator('.part.auxiliarybar:visible');
    if ((await chats.count()) > 0) await this.#page.keyboard.press('Control+Alt+B');
    await chats.waitFor({ state: 'hidden' });
  }

  /** Opens a file by its name. */
  async open(name: string): Promise<void> {
    const file = name.replace(/.*\//, '');
    const folder = name.slice(0, -file.length).replace(/\/$/, '');
    const rows = this.#page.locator('.quick-input-list .monaco-list-row', { hasText: file });
    // The list closes when something else in the window takes the focus.
    await untilItWorks(async () => {
      await this.#page.keyboard.press('Control+P');
      await this.#quickInput.fill(name, { timeout: PATIENCE });
      await rows.filter({ hasText: folder }).first().click({ timeout: PATIENCE });
    });
    await this.#page.locator('.tab.active', { hasText: file }).waitFor();
    await this.#editor.waitFor();
  }

  /** Runs a command from the palette. */
  async command(title: string): Promise<void> {
    await this.#page.keyboard.press('F1');
    await this.#quickInput.fill(`>${title}`);
    await this.#page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
  }

  /** Waits until that many places are underlined by a warning. */
  async seeUnderlines(count: number): Promise<void> {
    const underlines = this.#editor.locator('.squiggly-warning');
    await underlines.first().waitFor({ state: count === 0 ? 'detached' : 'attached' });
    await until(async () => (await underlines.count()) === count, this.#page);
  }

  /** Puts the cursor on a word in the line that has some text. */
  async clickWord(word: string, line: string): Promise<void> {
    await this.#word(word, line).click();
  }

  /** Points at a word, and waits until the editor says something about it. */
  async hoverWord(word: string, line: string, expected: string): Promise<void> {
    const hover = this.#page.locator('.monaco-hover:visible', { hasText: expected }).first();
    // Text that is drawn anew under the mouse does not notice it.
    await untilItWorks(async () => {
      await this.#page.mouse.move(0, 0);
      await this.#word(word, line).hover();
      await hover.waitFor({ timeout: PATIENCE });
    });
  }

  /**
   * Clicks the light bulb at a word, and gives the titles that its menu has. Right after a click the bulb can still
   * be that of the place before; then this looks again, as a person would.
   */
  async openLightBulb(word: string, line: string, expected: RegExp): Promise<string[]> {
    await this.clickWord(word, line);
    const bulb = '.lightBulbWidget:visible, [class*="codicon-gutter-lightbulb"]:visible';
    for (;;) {
      // A menu that was closed took its bulb along: it comes back when the cursor moves.
      await this.#page.keyboard.press('ArrowLeft');
      await this.#page.locator(bulb).first().click();
      await this.#menu.first().waitFor();
      const titles = (await this.#menu.allInnerTexts()).map((title) => title.trim());
      if (titles.some((title) => expected.test(title))) return titles;
      await this.closeMenu();
    }
  }

  /** Picks an entry of the open menu. */
  async choose(title: string | RegExp): Promise<void> {
    await this.#menu.filter({ hasText: title }).first().click();
    await this.#page.locator('.action-widget').first().waitFor({ state: 'hidden' });
  }

  async closeMenu(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.#page.locator('.action-widget').first().waitFor({ state: 'hidden' });
  }

  /** Waits until the editor shows a text. */
  async seeText(text: string): Promise<void> {
    await this.#editor
      .locator('.view-line')
      .filter({ hasText: spaces(text) })
      .first()
      .waitFor();
  }

  async undo(): Promise<void> {
    await this.#page.keyboard.press('Control+Z');
  }

  async typeAtEndOfLine(text: string): Promise<void> {
    await this.#page.keyboard.press('End');
    await this.#page.keyboard.type(text);
  }

  /** Saves the file in front and gives what is on disk then. */
  async save(name: string): Promise<string> {
    await this.#page.keyboard.press('Control+S');
    await this.#page.locator('.tab.active:not(.dirty)').waitFor();
    return readFile(join(this.#workspace, name), 'utf8');
  }

  /** Waits until some text stands anywhere in the window. */
  async see(text: string | RegExp): Promise<void> {
    await this.#page.getByText(text).first().waitFor();
  }

  /** Waits until the output in front has a line with some text. */
  async seeOutput(text: string): Promise<void> {
    await this.#page
      .locator('.part.panel .view-line')
      .filter({ hasText: spaces(text) })
      .first()
      .waitFor();
  }

  /** Waits until the Problems view is in front and has some problem. */
  async seeProblem(text: string): Promise<void> {
    await this.#page
      .locator('.markers-panel .monaco-list.element-focused, .markers-panel:focus-within')
      .first()
      .waitFor();
    await this.#page.locator('.markers-panel .monaco-list-row', { hasText: text }).first().waitFor();
  }

  /** Waits until the Problems view has a file in a folder. */
  async seeProblemsOf(file: string, folder: string): Promise<void> {
    await this.#problemFile(file, folder).waitFor();
  }

  async seeNoProblemsOf(file: string, folder: string): Promise<void> {
    await this.#problemFile(file, folder).waitFor({ state: 'detached' });
  }

  /** Waits until a message pops up. */
  async seeMessage(text: string): Promise<void> {
    await this.#message(text).waitFor();
  }

  async pressInMessage(text: string, button: string): Promise<void> {
    await this.#message(text).getByRole('button', { name: button, exact: true }).click();
  }

  /** Waits until the window has the colours of a kind of theme. */
  async seeTheme(mark: string): Promise<void> {
    await this.#page.locator(`.monaco-workbench.${mark}`).waitFor();
  }

  /** Types a command into a terminal of its own. */
  async typeInTerminal(command: string): Promise<void> {
    await this.command('Terminal: Create New Terminal');
    await this.#page.locator('.terminal-wrapper.active .xterm-helper-textarea').focus();
    await this.#page.keyboard.type(`${command}\n`);
  }

  /** Clicks a button by what is written on it. */
  async press(name: string): Promise<void> {
    await this.#page.getByRole('button', { name, exact: true }).first().click();
  }

  /** Opens the language status of the file in front, and waits until it says all that is expected. */
  async seeLanguageStatus(...expected: readonly string[]): Promise<void> {
    await this.#page.locator('#status\\.languageStatus').click();
    let status = this.#page.locator('.hover-language-status');
    for (const text of expected) status = status.filter({ hasText: text });
    await status.first().waitFor();
  }

  /** Picks an entry of the list that the window asks with. */
  async answer(text: string): Promise<void> {
    await this.#quickInput.fill(text);
    await this.#page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().click();
  }

  /** Opens a step of the walkthrough in front, and waits for what it shows beside. */
  async openWalkthroughStep(title: string): Promise<void> {
    const step = this.#page.locator('.getting-started-step', { hasText: title }).first();
    await step.click();
    await this.#page.locator('.getting-started-step.expanded', { hasText: title }).waitFor();
  }

  async screenshot(name: string): Promise<void> {
    await mkdir(this.#screenshots, { recursive: true });
    await this.#page.screenshot({ path: join(this.#screenshots, `${name}.png`) });
  }

  /** A picture for the README: the part of the window that some elements span. */
  async picture(name: string, ...elements: readonly string[]): Promise<void> {
    // What the mouse rests on would say where the test runs.
    await this.#page.mouse.move(0, 0);
    await this.#page.locator('.workbench-hover:visible').first().waitFor({ state: 'hidden' });
    const boxes = await Promise.all(
      elements.map(async (element) => this.#page.locator(element).first().boundingBox()),
    );
    const known = boxes.filter((box) => box !== null);
    const [x, y] = [Math.min(...known.map((box) => box.x)), Math.min(...known.map((box) => box.y))];
    const right = Math.max(...known.map((box) => box.x + box.width));
    const bottom = Math.max(...known.map((box) => box.y + box.height));
    const clip = { x, y, width: right - x, height: bottom - y };
    await this.#page.screenshot({ path: join(this.#screenshots, `${name}.png`), clip });
  }

  #message(text: string): Locator {
    return this.#page.locator('.notifications-toasts .notification-toast', { hasText: text }).first();
  }

  #problemFile(file: string, folder: string): Locator {
    return this.#page
      .locator('.markers-panel .monaco-list-row', { hasText: file })
      .filter({ hasText: folder })
      .first();
  }

  get #quickInput(): Locator {
    return this.#page.locator('.quick-input-widget input').first();
  }

  get #editor(): Locator {
    return this.#page.locator('.editor-instance .monaco-editor').first();
  }

  #line(text: string): Locator {
    return this.#editor
      .locator('.view-line')
      .filter({ hasText: spaces(text) })
      .first();
  }

  #word(word: string, line: string): Locator {
    return this.#line(line).locator('span span', { hasText: word }).first();
  }

  get #menu(): Locator {
    return this.#page.locator('.action-widget .monaco-list-row.action');
  }
}

/** How long something is waited for before it is tried again, in milliseconds. */
const PATIENCE = 10_000;

/** Does again what came to nothing, as a person would. */
async function untilItWorks(take: () => Promise<void>): Promise<void> {
  const ATTEMPTS = 10;
  for (let attempt = 1; ; attempt++) {
    try {
      await take();
      return;
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

/** Looks again each time the window has drawn. */
async function until(holds: () => Promise<boolean>, page: Page): Promise<void> {
  while (!(await holds())) await page.evaluate('new Promise((drawn) => requestAnimationFrame(drawn))');
}

/** Editors draw spaces as another character. */
function spaces(text: string): RegExp {
  return new RegExp(text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&').replaceAll(' ', '\\s'));
}
