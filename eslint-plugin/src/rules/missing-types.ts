/**
 * Says once, at the end of a run, that the option `typed` did nothing, since no file came with types. A single file
 * without is as it should be: JavaScript beside TypeScript, say. Which is which shows only at the end.
 */

let hadTypes = false;
let untypedFile: string | undefined;

/** Notes whether a file that is checked with the option `typed` has types. */
export function noteTypes(filename: string, hasTypes: boolean): void {
  hadTypes ||= hasTypes;
  if (hadTypes || untypedFile !== undefined) return;
  untypedFile = filename;
  process.once('exit', warn);
}

function warn(): void {
  if (hadTypes) return;
  process.stderr.write(
    `eslint-plugin-to-thread: the option "typed" (recommendedTypeChecked) did nothing, since no file has type information; the first was ${untypedFile}. Set "languageOptions.parser" to typescript-eslint's and "languageOptions.parserOptions.projectService" to true, or use the configuration "recommended".\n`,
  );
}
