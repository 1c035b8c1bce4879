import type { FileDescription } from '../shared/messages.ts';
import { explanation } from './hover.ts';
import { namedPart } from './lint/check.ts';
import type { CheckedFile } from './workspace/workspace-files.ts';

/** All that is known of the problems of a file, for who reads it instead of seeing it. */
export function describe({ document, report }: CheckedFile): FileDescription {
  const { setup, result, silence, trouble } = report;
  const problems = setup && result?.kind === 'checked' ? result.problems : [];
  return {
    problems: problems.map((problem) => {
      const more = setup && explanation(problem, setup);
      return {
        line: document.positionAt(namedPart(problem)[0]).line + 1,
        message: problem.message.message,
        ...(more !== undefined && { explanation: more }),
        isFixedAutomatically: problem.message.fix !== undefined,
      };
    }),
    ...(silence && { silence }),
    ...(trouble !== undefined && { trouble }),
  };
}
