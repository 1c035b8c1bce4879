import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/command/exit-codes.ts';
import { createProgram, withPresets } from '../../src/command/program.ts';
import { tableRows } from '../support/markdown.ts';

const page = readFileSync(new URL('../../docs/command.md', import.meta.url), 'utf8').replaceAll('\r\n', '\n');

const program = createProgram(() => undefined);

/** The options of a command as the page has them: how they are written, and what holds without them. */
function optionsOf(command: Command | undefined): string[][] {
  return (command?.options ?? []).map(({ flags, defaultValue }) => [
    `\`${flags}\``,
    typeof defaultValue === 'string' || typeof defaultValue === 'number'
      ? `\`${JSON.stringify(defaultValue)}\``
      : '',
  ]);
}

function documented(head: string): string[][] {
  return tableRows(page, head).map(([option = '', value = '']) => [option, value]);
}

describe('the page of the command', () => {
  const shared = documented('option for both').map(([option = '', value]) => [
    option,
    // Said for people: it is what rules do by themselves.
    option.includes('--runs') ? '' : value,
  ]);

  it.each(['scan', 'fix'])('has every option of %s, with its default', (name) => {
    const [, section = ''] = page.split(`\n## \`${name}\`\n`);
    const [text = ''] = section.split('\n## ');
    const own = tableRows(text, 'option').map(([option = '', value = '']) => [option, value]);
    const command = program.commands.find((one) => one.name() === name);
    expect([...shared, ...own].toSorted()).toEqual(optionsOf(command).toSorted());
  });

  it('has every exit code', () => {
    expect(tableRows(page, 'code').map(([code]) => code)).toEqual(
      Object.values(EXIT).map((code) => `\`${String(code)}\``),
    );
  });
});

describe('the command line', () => {
  it('takes what follows an option without a value for a path', () => {
    expect(withPresets(['scan', '--changed', 'src'])).toEqual(['scan', '--changed=HEAD', 'src']);
    expect(withPresets(['fix', '--install', '--', '--changed'])).toEqual([
      ...['fix', '--install=to-thread', '--', '--changed'],
    ]);
    expect(withPresets(['scan', '--changed=main'])).toEqual(['scan', '--changed=main']);
  });
});
