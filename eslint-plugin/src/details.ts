import type { ESLint, Linter, Rule } from 'eslint';
import type { BlockingKind } from './catalog/types.ts';
import type { ReasonId } from './fix/reasons.ts';
import type { RewriteId } from './fix/rewrite.ts';
import type { BlockedTime } from './recordings/blocked-time.ts';

/**
 * What reports say, as data. ESLint makes one sentence of the data of a report and hands on nothing else, so that a tool
 * that wants to know more (an editor, a statistic) would have to read sentences. It listens to the rules instead.
 */

/** What a report of a blocking call says beside what is in its sentence. */
export interface DetailsOfCall {
  readonly kind?: BlockingKind | undefined;
  /** The asynchronous function of the same module, where there is one. */
  readonly twin?: { readonly module: string; readonly export: string } | undefined;
  /** The rewrite that the fix of the report is. */
  readonly fixId?: RewriteId | undefined;
  /** Why the call is not fixed automatically, or what its fix passes over. */
  readonly reasonId?: ReasonId | undefined;
}

/** What a run has shown that was recorded, of either. */
export interface DetailsOfRun {
  /** Absent where no recording names the place. */
  readonly blocked?: BlockedTime | undefined;
}

/** The same of a call of a function that blocks further down. */
export interface DetailsOfWay {
  readonly way?: {
    /** The functions on the way, the called one first and the blocking one last. */
    readonly names: readonly string[];
    /** Where the blocking call is written, counted from one. */
    readonly line: number;
    /** Absolute path; absent for the file of the report. */
    readonly file?: string;
  };
}

/** What is known of a report. */
export interface ReportDetails extends DetailsOfCall, DetailsOfRun, DetailsOfWay {
  /** What blocks, or leads to what does. */
  readonly name?: string;
  /** The code that is held up, in words. */
  readonly place?: string;
  /** The part that names the function, without its arguments, counted from where the report starts. */
  readonly callee?: readonly [start: number, end: number];
  /** Where the reported code stands in the text without its byte order mark. */
  readonly range?: readonly [start: number, end: number];
  /** The changes that the fix consists of. ESLint hands on one, from the first of them to the last. */
  readonly edits?: readonly Rule.Fix[];
}

/** The parts of a syntax tree's nodes that are used here, whichever parser made them. */
interface ReportedNode {
  readonly range?: readonly [number, number];
  readonly loc?: { readonly start: Position; readonly end: Position } | null;
  readonly callee?: ReportedNode;
  readonly tag?: ReportedNode;
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/** What rules report, as they report it. */
interface Described {
  readonly node?: ReportedNode;
  readonly messageId?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly fix?: ((fixer: Rule.RuleFixer) => readonly Rule.Fix[] | null) | null;
}

/** Takes down the details of reports, for who has ESLint's messages and wants to know more of them. */
export class ReportListener {
  /** The details of a file as it was last linted, by what its messages are known by. */
  readonly #files = new Map<string, Map<string, ReportDetails>>();
  /** A file is linted again after each round of fixes: a new tree means that what is known of it is out of date. */
  readonly #trees = new WeakMap<object, Map<string, ReportDetails>>();

  /** The same plugin with rules that are listened to, to be named in a configuration in its place. */
  listenTo<Plugin extends Pick<ESLint.Plugin, 'rules'>>(plugin: Plugin): Plugin {
    const rules = Object.entries(plugin.rules ?? {}).map(([name, rule]) => [name, this.#listened(rule)]);
    return { ...plugin, rules: Object.fromEntries(rules) as Plugin['rules'] };
  }

  /**
   * The details of a message.
   *
   * @param file absolute path of the linted file
   */
  detailsOf(message: Linter.LintMessage, file: string): ReportDetails | undefined {
    const { ruleId, messageId, line, column, endLine, endColumn } = message;
    return this.#files
      .get(file)
      ?.get(
        keyOf(ruleId, messageId, [line, column - 1, endLine, endColumn === undefined ? -1 : endColumn - 1]),
      );
  }

  /** Forgets all files. */
  clear(): void {
    this.#files.clear();
  }

  #listened(rule: Rule.RuleModule): Rule.RuleModule {
    return {
      ...rule,
      create: (context) => {
        const report = (descriptor: Rule.ReportDescriptor): void => {
          const described = descriptor as unknown as Described;
          let edits: readonly Rule.Fix[] | undefined;
          const fix = (fixer: Rule.RuleFixer): readonly Rule.Fix[] | null => {
            edits = described.fix?.(fixer) ?? undefined;
            return edits ?? null;
          };
          // ESLint asks for the fix while it takes the report.
          context.report(described.fix ? { ...descriptor, fix } : descriptor);
          this.#note(described, edits, context);
        };
        return rule.create(Object.create(context, { report: { value: report } }) as Rule.RuleContext);
      },
    };
  }

  #note(
    { node, messageId, data = {} }: Described,
    edits: readonly Rule.Fix[] | undefined,
    context: Rule.RuleContext,
  ): void {
    if (!node?.loc) return;
    const { ast } = context.sourceCode;
    let details = this.#trees.get(ast);
    if (!details) this.#trees.set(ast, (details = new Map<string, ReportDetails>()));
    this.#files.set(context.physicalFilename, details);
    const { start, end } = node.loc;
    const place = [start.line, start.column, end.line, end.column] as const;
    const { callee = node.tag } = node;
    details.set(keyOf(context.id, messageId, place), {
      ...data,
      ...(callee?.range && node.range && { callee: fromStart(callee.range, node.range) }),
      ...(node.range && { range: node.range }),
      ...(edits && { edits }),
    });
  }
}

function fromStart(
  [start, end]: readonly [number, number],
  [origin]: readonly [number, number],
): readonly [number, number] {
  return [start - origin, end - origin];
}

function keyOf(
  ruleId: string | null,
  messageId: string | undefined,
  place: readonly (number | undefined)[],
): string {
  return [ruleId, messageId, ...place].join(' ');
}
