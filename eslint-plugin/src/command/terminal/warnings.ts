import process from 'node:process';

/** ESLint says this each time it is begun where a project has set up an older one; we read no such files, and say so. */
const OF_OLD_FILES = 'ESLintIgnoreWarning';

/** Leaves out a warning that is of no use to whoever runs the command. */
export function quietenWarnings(): void {
  const printers = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (warning.name !== OF_OLD_FILES) for (const print of printers) print(warning);
  });
}
