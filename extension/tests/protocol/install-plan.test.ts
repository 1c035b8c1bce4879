import { describe, expect, it } from 'vitest';
import { LanguageClient } from '../support/language-client.ts';
import { workspace } from '../support/workspace.ts';

const WORKSPACES = '{ "private": true, "workspaces": ["packages/*"] }';

describe('the plan to install the runtime', () => {
  it.each([
    ['npm', { 'package-lock.json': '{}', 'package.json': '{}' }, '.', ['npm', 'i', 'to-thread']],
    ['npm without a lockfile', { 'package.json': '{}' }, '.', ['npm', 'i', 'to-thread']],
    ['pnpm', { 'pnpm-lock.yaml': '', 'package.json': '{}' }, '.', ['pnpm', 'add', 'to-thread']],
    ['Yarn', { 'yarn.lock': '', 'package.json': '{}' }, '.', ['yarn', 'add', 'to-thread']],
    ['Bun', { 'bun.lock': '', 'package.json': '{}' }, '.', ['bun', 'add', 'to-thread']],
    [
      'the packageManager field',
      { 'package.json': '{ "packageManager": "pnpm@10.1.0" }' },
      '.',
      ['pnpm', 'add', 'to-thread'],
    ],
    [
      'a package of a monorepo, whose lockfile is at its root',
      {
        'pnpm-lock.yaml': '',
        'package.json': '{}',
        'pnpm-workspace.yaml': 'packages: [packages/*]',
        'packages/api/package.json': '{}',
      },
      'packages/api',
      ['pnpm', 'add', 'to-thread'],
    ],
    [
      'the root of a pnpm monorepo',
      { 'pnpm-lock.yaml': '', 'package.json': '{}', 'pnpm-workspace.yaml': 'packages: [packages/*]' },
      '.',
      ['pnpm', 'add', '-w', 'to-thread'],
    ],
    [
      'the root of a Yarn monorepo',
      { 'yarn.lock': '', 'package.json': WORKSPACES },
      '.',
      ['yarn', 'add', '-W', 'to-thread'],
    ],
    [
      'the root of a monorepo of a later Yarn',
      { 'yarn.lock': '', '.yarnrc.yml': '', 'package.json': WORKSPACES },
      '.',
      ['yarn', 'add', 'to-thread'],
    ],
    [
      'npm, for what was there for development only',
      { 'package-lock.json': '{}', 'package.json': '{ "devDependencies": { "to-thread": "*" } }' },
      '.',
      ['npm', 'i', '--save-prod', 'to-thread'],
    ],
    [
      'pnpm, for what was there for development only',
      { 'pnpm-lock.yaml': '', 'package.json': '{ "devDependencies": { "to-thread": "*" } }' },
      '.',
      ['pnpm', 'add', '--save-prod', 'to-thread'],
    ],
    [
      'the package around a folder of modules',
      {
        'package-lock.json': '{}',
        'packages/api/package.json': '{ "name": "api" }',
        'packages/api/src/package.json': '{ "type": "module" }',
      },
      'packages/api',
      ['npm', 'i', 'to-thread'],
    ],
    [
      'packages of one monorepo with their own package managers',
      {
        'package-lock.json': '{}',
        'package.json': '{}',
        'packages/api/package.json': '{}',
        'packages/api/yarn.lock': '',
      },
      'packages/api',
      ['yarn', 'add', 'to-thread'],
    ],
  ])('knows %s', async (_, files, folder, command) => {
    await using project = await workspace({
      ...(files as Record<string, string>),
      [`${folder}/src/a.ts`]: '',
    });
    await using client = await LanguageClient.start({ folders: [project.uri], settings: { trusted: true } });
    const plan = await client.request('toThread/installPlan', { uri: project.uriOf(folder, 'src/a.ts') });
    expect([plan.command, ...plan.args]).toEqual(command);
    expect(plan).toMatchObject({
      packageName: 'to-thread',
      packageManager: command[0],
      folder: project.path(folder).replace(/[\\/]\.$/, ''),
      installed: false,
    });
  });

  it('goes by the opened folder when there is no package.json', async () => {
    await using project = await workspace({ 'src/a.ts': '' });
    await using client = await LanguageClient.start({ folders: [project.uri], settings: { trusted: true } });
    const plan = await client.request('toThread/installPlan', { uri: project.uriOf('src/a.ts') });
    expect(plan.folder).toBe(project.folder);
  });

  it('says when there is nothing to do', async () => {
    await using project = await workspace({
      'package.json': '{ "dependencies": { "to-thread": "*" } }',
      'node_modules/to-thread/package.json': '{ "name": "to-thread" }',
    });
    await using client = await LanguageClient.start({ folders: [project.uri], settings: { trusted: true } });
    const plan = await client.request('toThread/installPlan', { uri: project.uriOf('a.ts') });
    expect(plan.installed).toBe(true);
  });

  it('installs nothing in an untrusted workspace, nor for a document that is not on disk', async () => {
    await using project = await workspace({ 'package.json': '{}' });
    await using client = await LanguageClient.start({ folders: [project.uri] });
    await expect(client.request('toThread/installPlan', { uri: project.uriOf('a.ts') })).rejects.toThrow(
      'Packages are only installed in a trusted workspace.',
    );
    await expect(client.request('toThread/installPlan', { uri: 'untitled:a' })).rejects.toThrow(
      'untitled:a is not on disk',
    );
  });
});
