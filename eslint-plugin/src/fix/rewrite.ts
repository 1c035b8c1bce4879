import type { TSESLint } from '@typescript-eslint/utils';
import type { SourceCode } from '../ast.ts';
import type { DirectFinding, Findings, IndirectFinding } from '../detect/blocking-uses.ts';
import type { Safety } from '../effects/safety.ts';
import type { FileFacts } from '../project/file-facts.ts';
import type { Reason } from './reasons.ts';
import type { ModuleImports } from './imports/module-imports.ts';

/** The kinds of rewrites, by the messages that offer them. */
export type RewriteId =
  'awaitAll' | 'holdLock' | 'makeAsync' | 'makeCallbackAsync' | 'useForOf' | 'useNative' | 'wrapInToThread';

/**
 * Who may apply a rewrite:
 * - `safe`: the program is shown to stay as it is, so that it may be done without anybody looking.
 * - `hazard`: legal, but it may change what the program does.
 * - `manual`: only somebody who sees the code can tell, or has to do something else first.
 */
export type Standing =
  | { readonly kind: 'safe' }
  | { readonly kind: 'hazard'; readonly reason: Reason }
  | { readonly kind: 'manual' };

/** Writes a rewrite down, or a part of one. */
export type Edits = (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[];

/** One way to mend what is reported, whole: with the imports it needs. */
export interface Rewrite {
  readonly messageId: RewriteId;
  readonly data: Readonly<Record<string, string>>;
  readonly standing: Standing;
  readonly edits: Edits;
}

/** What can be done about a report. */
export interface Rewrites {
  /** In the order in which an editor lists them. */
  readonly offered: readonly Rewrite[];
  /** Why the call cannot move to another thread without somebody looking, or at all. */
  readonly reason?: Reason | undefined;
  /** Whether the call could be fixed in a file of which `runs: 'serial'` holds. */
  readonly isSafeInSerial?: boolean;
}

/** The file that rewrites are made for. */
export interface RewrittenFile {
  readonly facts: FileFacts;
  readonly sourceCode: SourceCode;
  readonly imports: ModuleImports;
  /** All the findings of the file, lookups among them, whichever rule reports what: calls can belong together. */
  readonly findings: readonly DirectFinding[];
  /** The calls of functions that block further down. */
  readonly indirect: readonly IndirectFinding[];
  /** Tells which suspensions leave the program as it is. Made when it is first asked for. */
  readonly safety: Safety;
  /** The sync functions of the file that block. */
  readonly helpers: Findings['helpers'];
  /** Whether a function of the file may run several times at once: `serial` says that none does. */
  readonly runs: 'concurrent' | 'serial';
}
