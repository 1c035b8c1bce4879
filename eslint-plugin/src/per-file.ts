import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceCode } from './ast.ts';

/**
 * What is found out about a file is kept as long as its tree is: some linters have one source code object for all files.
 * A map of its own for each file takes the collector less time than one weak map that has the nodes of all.
 */
export function perFile<Kept>(make: (sourceCode: SourceCode) => Kept): (sourceCode: SourceCode) => Kept {
  const ofFile = new WeakMap<TSESTree.Program, { readonly kept: Kept }>();
  return (sourceCode) => {
    let entry = ofFile.get(sourceCode.ast);
    if (!entry) ofFile.set(sourceCode.ast, (entry = { kept: make(sourceCode) }));
    return entry.kept;
  };
}

/** Answers a question about something in a file, which is asked many times, once. */
export function oncePerFile<Subject, Answer>(
  answer: (subject: Subject, sourceCode: SourceCode) => Answer,
): (subject: Subject, sourceCode: SourceCode) => Answer {
  const answersOf = perFile(() => new Map<Subject, { readonly answer: Answer }>());
  return (subject, sourceCode) => {
    const answers = answersOf(sourceCode);
    let known = answers.get(subject);
    if (!known) answers.set(subject, (known = { answer: answer(subject, sourceCode) }));
    return known.answer;
  };
}
