import type { Command } from 'commander';
import { FOLDER } from './folder.ts';
import { addOutputOptions, orError, type Output, writeReport } from './output.ts';

/** `npx to-thread report`: a page, or another form, of what was recorded. */
export function addReport(program: Command): void {
  const command = program
    .command('report')
    .description('writes a page of what was recorded')
    .argument('[folder]', 'a folder of recordings, or one recording', FOLDER);
  addOutputOptions(command, 'html').action((folder: string, options: Output) =>
    orError(command, () => writeReport(folder, options)),
  );
}
