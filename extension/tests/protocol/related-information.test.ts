import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { bundledSetup } from '../../src/server/lint/bundled-rule.ts';
import { check } from '../../src/server/lint/check.ts';
import { relatedInformation } from '../../src/server/related-information.ts';
import { defaultSettings } from '../../src/shared/settings.ts';
import { LanguageClient } from '../support/language-client.ts';

const TEXT = `import { readFileSync } from 'node:fs';

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

const loadConfig = (): unknown => readJson('config.json');

export async function handler() {
  return loadConfig();
}
`;

describe('the way of an indirect report', () => {
  it('can be clicked, step by step', async () => {
    await using client = await LanguageClient.start();
    await client.open('untitled:a', TEXT);
    const [diagnostic, ...others] = await client.diagnostics('untitled:a');
    expect(others).toEqual([]);
    expect(diagnostic?.code).toBe('no-blocking-in-async');
    const document = client.document('untitled:a');
    const steps = diagnostic?.relatedInformation?.map(({ message, location: { uri, range } }) => [
      uri,
      range.start.line,
      document.getText(range),
      message,
    ]);
    expect(steps).toEqual([
      ['untitled:a', 6, 'loadConfig', '`loadConfig` calls `readJson`'],
      ['untitled:a', 2, 'readJson', '`readJson` calls `fs.readFileSync`'],
      ['untitled:a', 3, "return JSON.parse(readFileSync(path, 'utf8'));", '`fs.readFileSync` blocks here'],
    ]);
  });

  it('leads to other files', () => {
    const document = TextDocument.create('file:///project/src/a.ts', 'typescript', 1, TEXT);
    const result = check(TEXT, '/project/src/a.ts', bundledSetup('/project/src/a.ts', defaultSettings.rules));
    if (result.kind !== 'checked') throw new Error('the text was not checked');
    const way = { names: ['load', 'fs.readFileSync'], line: 12, file: '/project/lib/load.ts' };
    expect(relatedInformation({ way }, document, result.outline)).toEqual([
      {
        location: {
          uri: URI.file('/project/lib/load.ts').toString(),
          range: { start: { line: 11, character: 0 }, end: { line: 11, character: 0 } },
        },
        message: '`fs.readFileSync` blocks here',
      },
    ]);
  });

  it('is not made up for a call that blocks by itself', async () => {
    await using client = await LanguageClient.start();
    await client.open('untitled:a', TEXT.replace('loadConfig();', "readFileSync('a');"));
    const [diagnostic] = await client.diagnostics('untitled:a');
    expect(diagnostic).not.toHaveProperty('relatedInformation');
  });
});
