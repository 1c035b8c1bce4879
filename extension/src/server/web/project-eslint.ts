import type { ProjectAnswer } from '../lint/project-eslint.ts';

/** The ESLint of projects is a program of Node. */
export class ProjectESLints {
  clear(): void {
    // Nothing is loaded.
  }

  ask(): Promise<ProjectAnswer> {
    return Promise.resolve({ kind: 'no rule' });
  }
}
