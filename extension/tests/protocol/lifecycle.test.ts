import { WatchKind } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { PROJECT_FILES } from '../../src/server/features/changes.ts';
import { LanguageClient } from '../support/language-client.ts';

const BLOCKING = "import { readFileSync } from 'node:fs';\nexport const f = async () => readFileSync('a');\n";

/** The first server of a process loads the linter meanwhile. */
const PATIENCE = { timeout: 20_000 };

describe('what the server asks to be told of', () => {
  it('is its own section of the settings, so that others change nothing', async () => {
    await using client = await LanguageClient.start();
    await expect
      .poll(
        () => client.registrations.find(({ method }) => method === 'workspace/didChangeConfiguration'),
        PATIENCE,
      )
      .toMatchObject({ registerOptions: { section: 'toThread' } });
  });

  it('are files by patterns that editors know, without braces within braces', async () => {
    await using client = await LanguageClient.start();
    const watched = (): unknown =>
      client.registrations.find(({ method }) => method === 'workspace/didChangeWatchedFiles')
        ?.registerOptions;
    await expect.poll(watched, PATIENCE).toBeDefined();
    const { watchers } = watched() as { watchers: { globPattern: string; kind?: number }[] };
    expect(watchers.filter(({ globPattern }) => /\{[^}]*\{/.test(globPattern))).toEqual([]);
    expect(watchers.map(({ globPattern }) => globPattern)).toEqual(
      expect.arrayContaining([...PROJECT_FILES]),
    );
    // Folders are watched for being deleted only: all else of every file would be too much.
    expect(watchers.find(({ globPattern }) => globPattern === '**/*')?.kind).toBe(WatchKind.Delete);
  });
});

it('questions that come at once get one answer', async () => {
  await using client = await LanguageClient.start();
  await client.open('untitled:a', BLOCKING);
  const answers = await Promise.all([
    client.pull('untitled:a'),
    client.pull('untitled:a'),
    client.pull('untitled:a'),
  ]);
  expect(new Set(answers.map(({ resultId }) => resultId)).size).toBe(1);
});
