import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ADVICE_PATTERN } from '../src/fix/choose-rewrite.ts';
import { REASONS } from '../src/fix/reasons.ts';
import type { ReasonId } from '../src/fix/reasons.ts';
import plugin from '../src/index.ts';
import { noBlockingInAsync } from '../src/rules/no-blocking-in-async.ts';
import { lookupMessages, messages } from '../src/rules/messages.ts';
import type { MessageId } from '../src/rules/messages.ts';
import { defaultLookupOptions, defaultOptions, schema } from '../src/rules/options.ts';
import type { Options } from '../src/rules/options.ts';
import { applied, lint } from './support/eslint.ts';
import { codeBlocks, headings, incorrectBefore, tableRows } from './support/markdown.ts';
import type { CodeBlock } from './support/markdown.ts';
import { reasonOf, RulePage } from './support/rule-page.ts';

const main = new RulePage('no-blocking-in-async');
const lookups = new RulePage('no-blocking-lookup-in-async');
const { text: page, blocks } = main;
const settingsOf = (block: CodeBlock) => main.settingsOf(block);

/** Any text that a reason can have. */
function reasonPattern(id: ReasonId): RegExp {
  const escape = (text: string) => text.replace(/[$()*+.?[\\\]^|]/g, '\\$&');
  const reason = escape(REASONS[id]).replace(/`?\{\{\w+\}\}`?/g, '.+');
  return new RegExp(
    ` Not fixed automatically(?:, only suggested|, nor with \`fix: 'safe'\`)?: ${reason}(?:${ADVICE_PATTERN.source})?\\.$`,
  );
}

// Examples with types wait for the compiler, which takes its time on a busy machine.
describe.each([main, lookups])('the code on the page of $rule', { timeout: 60_000 }, (rulePage) => {
  const { rule, blocks } = rulePage;
  const settingsOf = (block: CodeBlock) => rulePage.settingsOf(block);
  const [defaults] = plugin.rules[rule].meta?.defaultOptions as [Options];
  const tagged = (tag: string) =>
    blocks.filter(({ tags }) => tags.has(tag)).map((block) => [`line ${block.line}`, block] as const);

  it('is all of a known kind', () => {
    const kinds = ['incorrect', 'correct', 'fixed', 'suggested', 'message'];
    const unknown = blocks.filter(
      ({ tags, attributes }) => !kinds.some((kind) => tags.has(kind)) && !attributes.has('project'),
    );
    // The blocks that show a configuration.
    expect(new Set(unknown.map(({ text }) => text.split('\n')[0]))).toEqual(new Set(['// eslint.config.js']));
  });

  it.each(tagged('incorrect'))('is reported where it is incorrect: %s', async (_, block) => {
    const { messages } = await lint(block.text, settingsOf(block));
    expect(messages).not.toEqual([]);
    const id = reasonOf(block);
    for (const { ruleId, messageId, message, fix } of messages) {
      expect(ruleId).toBe(`to-thread/${rule}`);
      expect(messageId?.startsWith('blockingIndirect')).toBe(block.tags.has('indirect'));
      if (id) expect(message).toMatch(reasonPattern(id));
      else expect(message).not.toContain('Not fixed');
      const never =
        id !== undefined ||
        block.tags.has('indirect') ||
        ['suggest', 'off'].includes(settingsOf(block).options?.fix ?? defaults.fix);
      expect(fix === undefined).toBe(never);
    }
  });

  it.each(tagged('correct'))('is not reported where it is correct: %s', async (_, block) => {
    expect((await lint(block.text, settingsOf(block))).messages).toEqual([]);
  });

  it.each(tagged('fixed'))('becomes what the page says: %s', async (_, block) => {
    const before = incorrectBefore(block, blocks);
    const settings = settingsOf(before);
    expect((await lint(before.text, { ...settings, fix: true })).output).toBe(block.text);
    expect((await lint(block.text, settings)).messages).toEqual([]);
  });

  it.each(tagged('suggested'))('can become what the page says: %s', async (_, block) => {
    const before = incorrectBefore(block, blocks);
    const settings = settingsOf(before);
    const { messages } = await lint(before.text, settings);
    const id = block.attributes.get('by') ?? 'wrapInToThread';
    const suggestion = messages[0]?.suggestions?.find(({ messageId }) => messageId === id);
    expect(applied(before.text, suggestion)).toBe(block.text);
    expect((await lint(block.text, settings)).messages).toEqual([]);
  });

  it.each(tagged('message'))('is reported in these words: %s', async (_, block) => {
    const after = blocks[blocks.indexOf(block) + 1];
    if (!after) throw new Error('No code comes after the message.');
    const { messages } = await lint(after.text, settingsOf(after));
    expect(messages.map(({ message }) => message)).toEqual([block.text.trimEnd()]);
  });

  it('shows a configuration that names the plugin, its configurations and the rule', () => {
    const configuration = blocks.find(({ text }) => text.startsWith('// eslint.config.js'))?.text ?? '';
    const [, config = ''] = /toThread\.configs\.(\w+)/.exec(configuration) ?? [];
    expect(Object.keys(plugin.configs)).toContain(config);
    expect(configuration).toContain(`from '${plugin.meta.name}'`);
    expect(configuration).toContain(`'${plugin.meta.namespace}/${rule}'`);
  });
});

describe('what the page says of the rule', () => {
  it('has every option, with its default', () => {
    const rows = tableRows(page, 'option').map(([name = '', value = '']) => [
      name,
      value.replaceAll('`', ''),
    ]);
    expect(rows).toEqual(
      Object.entries(defaultOptions).map(([name, value]) => [
        `[\`${name}\`](#${name.toLowerCase()})`,
        JSON.stringify(value),
      ]),
    );
  });

  it('has a section and an example for every option', () => {
    const [, options = ''] = page.split('\n## Options\n');
    const sections = headings(options, 3).map((heading) => heading.replaceAll('`', ''));
    expect(sections).toEqual(Object.keys(defaultOptions));
    const shown = blocks.flatMap((block) => Object.keys(settingsOf(block).options ?? {}));
    expect([...new Set(shown)].sort()).toEqual(Object.keys(defaultOptions).sort());
  });

  it.each(['fix', 'prefer', 'runs'])('has every value of the option %s', (option) => {
    const [, section = ''] = page.split(`\n### \`${option}\`\n`);
    const [text = ''] = section.split('\n### ');
    const values = [...text.matchAll(/^- `"(\w+)"`/gm)].map(([, value]) => value);
    expect(values).not.toEqual([]);
    expect(schema).toMatchObject([{ properties: { [option]: { enum: values } } }]);
  });

  it('has every reason for not fixing, with an example', () => {
    const possible = Object.keys(REASONS) as ReasonId[];
    const [, section = ''] = /\n## What is not fixed\n(.*?)\n## /s.exec(page) ?? [];
    expect(headings(section, 4).sort()).toEqual(
      possible.map((id) => REASONS[id].replace(/\{\{\w+\}\}/g, '…')).sort(),
    );
    for (const id of possible) {
      const [, after = ''] = section.split(`#### ${REASONS[id].replace(/\{\{\w+\}\}/g, '…')}\n`);
      expect(codeBlocks(after)[0]?.attributes.get('reason'), id).toBe(id);
    }
  });

  it('tells what can be suggested from what cannot', async () => {
    const [, suggestions = '', threads = '', callbacks = '', reports = ''] =
      /\n### Suggestions\n(.*?)\n### No other thread\n(.*?)\n### In callbacks\n(.*?)\n### Reports only\n(.*?)\n## /s.exec(
        page,
      ) ?? [];
    for (const [section, wrapped, native] of [
      [suggestions, true, undefined],
      [threads, false, undefined],
      [callbacks, false, false],
      [reports, false, false],
    ] as const) {
      const examples = codeBlocks(section).filter(({ attributes }) => attributes.has('reason'));
      expect(examples).not.toEqual([]);
      for (const block of examples) {
        const { messages } = await lint(block.text, settingsOf(block));
        for (const { suggestions: offered = [] } of messages) {
          const ids = offered.map(({ messageId }) => messageId);
          expect(ids.includes('wrapInToThread'), block.text).toBe(wrapped);
          if (native !== undefined) expect(ids.includes('useNative'), block.text).toBe(native);
        }
      }
    }
  });

  it('has every message', () => {
    const rows = tableRows(page, 'id').map(([id = '', message = '']) => [
      id.replaceAll('`', ''),
      message.replace(/^`` ?| ?``$/g, ''),
    ]);
    expect(Object.fromEntries(rows)).toEqual(noBlockingInAsync.meta.messages);
  });
});

describe('what the page says of the rule for lookups', () => {
  it('has the options of the other, with one default that is another', () => {
    const rows = ({ text }: RulePage) =>
      tableRows(text, 'option').map(([option = '', value, meaning]) => [
        option.replace(/\]\(.*$/, ']'),
        value?.replaceAll('`', ''),
        meaning,
      ]);
    const { fix, ...others } = defaultLookupOptions;
    expect({ ...others, fix: defaultOptions.fix }).toEqual(defaultOptions);
    expect(rows(lookups)).toEqual(
      rows(main).map(([option, value, meaning]) => [
        option,
        option === '[`fix`]' ? JSON.stringify(fix) : value,
        meaning,
      ]),
    );
  });

  it('has every message that is another', () => {
    const rows = tableRows(lookups.text, 'id').map(([id = '', message = '']) => [
      id.replaceAll('`', ''),
      message.replace(/^`` ?| ?``$/g, ''),
    ]);
    const own = Object.entries(lookupMessages).filter(([id, text]) => messages[id as MessageId] !== text);
    expect(rows).toEqual(own);
  });
});

describe('the page on how safe mode decides', () => {
  const text = readFileSync(new URL('../docs/effects.md', import.meta.url), 'utf8').replaceAll('\r\n', '\n');
  const folder = new URL('../src/effects/', import.meta.url);
  const sources = new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
  );
  const listed = [...text.matchAll(/^ *((?:[\w-]+\/)?[\w-]+\.ts) {2,}/gm)].map(([, name = '']) => name);

  it('lists every file, below those that it uses', () => {
    expect(listed.toSorted()).toEqual([...sources.keys()].sort());
    const upwards = listed.flatMap((name, index) =>
      [...(sources.get(name) ?? '').matchAll(/^import (?!type)[^;]* from '(\.\.?\/.*)';$/gm)]
        .map(([, path = '']) => posix.join(posix.dirname(name), path))
        .flatMap((used) => (listed.indexOf(used) < index ? [] : [`${name} uses ${used}`])),
    );
    expect(upwards).toEqual([]);
  });

  it('has the reasons that are given there', () => {
    const given = [...sources.values()].flatMap((source) => [...source.matchAll(/\breason\('([^']+)'/g)]);
    const missing = given.map(([, id = '']) => id).filter((id) => !text.includes(id));
    expect(given).not.toEqual([]);
    expect(missing).toEqual([]);
  });

  it('shows refusals that are as it says', async () => {
    const shown = codeBlocks(text).filter(({ tags }) => tags.has('incorrect'));
    expect(shown).not.toEqual([]);
    const all = codeBlocks(text);
    for (const block of shown) {
      const { messages: reports } = await lint(block.text, { rule: 'no-blocking-in-async' });
      const id = reasonOf(block);
      expect(reports.map(({ message }) => message)).toEqual([
        expect.stringMatching(id ? reasonPattern(id) : /$/),
      ]);
      const said = all[all.indexOf(block) - 1];
      if (said?.tags.has('message')) expect(reports[0]?.message).toBe(said.text.trimEnd());
    }
  });
});
