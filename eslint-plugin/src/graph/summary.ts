import type { BlockingTag } from '../detect/jsdoc.ts';

/**
 * What is known of a file once it has been parsed, whatever the others hold: its exports, and what the functions behind
 * them run. Data, without the syntax tree that it was read from.
 */

/** A function of a file. */
export interface FunctionSummary {
  /** The file that it is written in. */
  readonly file: string;
  readonly name: string;
  /** Counted from one. */
  readonly line: number;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /** What its documentation says. */
  readonly tag?: BlockingTag;
  /** The blocking functions that its own code runs. */
  readonly blocking: readonly BlockingUse[];
  /** The functions of the same file that it runs, as far as anything that blocks may be behind them. */
  readonly callees: readonly LocalUse[];
  /** What it runs of other files. */
  readonly imported: readonly ImportedUse[];
}

export interface BlockingUse {
  readonly name: string;
  readonly line: number;
  readonly isLookup: boolean;
}

export interface LocalUse {
  readonly fn: FunctionSummary;
  readonly line: number;
}

export interface ImportedUse {
  readonly specifier: string;
  readonly path: readonly string[];
  readonly construct: boolean;
  readonly line: number;
}

/** A value that a module exports, or that something it exports holds. */
export type Value =
  | { readonly kind: 'function'; readonly fn: FunctionSummary; readonly gives?: Value }
  | ClassValue
  | { readonly kind: 'object'; readonly members: Members; readonly spread: readonly Value[] }
  /** The instance of a class. */
  | { readonly kind: 'instance'; readonly of: Value }
  /** Something of another module. */
  | { readonly kind: 'imported'; readonly specifier: string; readonly path: readonly string[] };

interface ClassValue {
  readonly kind: 'class';
  /** What runs when it is constructed. */
  readonly construction: readonly FunctionSummary[];
  readonly statics: Members;
  readonly instance: Members;
  readonly parent?: Value;
}

type Members = ReadonlyMap<string, Value>;

/** A parsed file. */
export interface ModuleSummary {
  /** By their names; what is assigned to `module.exports` is under that. */
  readonly exports: Members;
  /** The modules all of whose exports are exported here too. */
  readonly stars: readonly string[];
}
