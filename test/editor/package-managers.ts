import { join } from 'node:path';
import { npmPrograms } from './hosts/npm-programs.ts';

/** The package managers beside npm that projects use. */
export interface PackageManagers {
  /** Absolute path of the folder with `pnpm`, `yarn` (the first) and `bun`. */
  readonly binaries: string;
  /** Absolute path of the program of today's Yarn, which projects have the first one start. */
  readonly berry: string;
}

export async function installPackageManagers(): Promise<PackageManagers> {
  const managers = await npmPrograms('package-managers-2', ['pnpm@12.21.0', 'yarn@1.22.22', 'bun@1.4.5']);
  // Apart from the others, since it has a program by the name of `yarn` too.
  const yarn = await npmPrograms('yarn-4.18.1', ['@yarnpkg/cli-dist@4.18.1']);
  return {
    binaries: join(managers, 'node_modules/.bin'),
    berry: join(yarn, 'node_modules/@yarnpkg/cli-dist/bin/yarn.js'),
  };
}
