import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validToThread } from '../../../src/rules/valid-to-thread.ts';
import { applied, lint } from '../../support/eslint.ts';
import type { LintSettings } from '../../support/eslint.ts';
import { codeBlocks, incorrectBefore, tableRows } from '../../support/markdown.ts';
import type { CodeBlock } from '../../support/markdown.ts';

const page = readFileSync(
  new URL('../../../docs/rules/valid-to-thread.md', import.meta.url),
  'utf8',
).replaceAll('\r\n', '\n');
const blocks = codeBlocks(page);

function settingsOf({ language, attributes }: CodeBlock): LintSettings {
  const options = attributes.get('options');
  return {
    rule: 'valid-to-thread',
    file: `file.${language}`,
    ...(options !== undefined && { options: JSON.parse(options) as { runtime: string } }),
  };
}

const tagged = (tag: string) =>
  blocks.filter(({ tags }) => tags.has(tag)).map((block) => [`line ${block.line}`, block] as const);

describe('the code on the page', () => {
  it('is all of a known kind', () => {
    const kinds = ['incorrect', 'correct', 'suggested', 'message'];
    expect(blocks.filter(({ tags }) => !kinds.some((kind) => tags.has(kind)))).toEqual([]);
  });

  it.each(tagged('incorrect'))('has one report where it is incorrect: %s', async (_, block) => {
    const { messages } = await lint(block.text, settingsOf(block));
    expect(messages.map(({ ruleId, messageId }) => [ruleId, messageId])).toEqual([
      ['to-thread/valid-to-thread', block.attributes.get('id')],
    ]);
  });

  it.each(tagged('correct'))('is not reported where it is correct: %s', async (_, block) => {
    expect((await lint(block.text, settingsOf(block))).messages).toEqual([]);
  });

  it.each(tagged('suggested'))('can become what the page says: %s', async (_, block) => {
    const before = incorrectBefore(block, blocks);
    const { messages } = await lint(before.text, settingsOf(before));
    expect(applied(before.text, messages[0]?.suggestions?.[0])).toBe(block.text);
    expect((await lint(block.text, settingsOf(before))).messages).toEqual([]);
  });

  it.each(tagged('message'))('is reported in these words: %s', async (_, block) => {
    const after = blocks[blocks.indexOf(block) + 1];
    if (!after) throw new Error('No code comes after the message.');
    const { messages } = await lint(after.text, settingsOf(after));
    expect(messages.map(({ message }) => message)).toEqual([block.text.trimEnd()]);
  });
});

describe('what the page says of the rule', () => {
  it('has every option, with its default', () => {
    const rows = tableRows(page, 'option').map(([name = '', value = '']) => [
      name,
      value.replaceAll('`', ''),
    ]);
    const [defaults] = validToThread.meta.defaultOptions ?? [];
    expect(rows).toEqual(
      Object.entries(defaults ?? {}).map(([name, value]) => [
        `[\`${name}\`](#${name})`,
        JSON.stringify(value),
      ]),
    );
  });

  it('has every message, and an example of each report', () => {
    const rows = tableRows(page, 'id').map(([id = '', message = '']) => [
      id.replaceAll('`', ''),
      message.replace(/^(`+) ?(.*?) ?\1$/, '$2'),
    ]);
    expect(Object.fromEntries(rows)).toEqual(validToThread.meta.messages);
    const shown = new Set(blocks.map(({ attributes }) => attributes.get('id')));
    const suggestions = /^(?:(?:pass|take|export|await)[A-Z]|construct$)/;
    const reports = Object.keys(validToThread.meta.messages).filter((id) => !suggestions.test(id));
    expect(reports.filter((id) => !shown.has(id))).toEqual([]);
  });
});
