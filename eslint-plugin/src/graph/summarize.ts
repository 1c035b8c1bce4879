import { isFunction, lastName } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import type { Catalog } from '../catalog/create-catalog.ts';
import { displayName, isLookup } from '../detect/blocking-call.ts';
import { catalogRoots, isImportOf, isKnownModule } from '../detect/catalog-roots.ts';
import { directCalls } from '../detect/direct-calls.ts';
import { ExecutionContexts } from '../detect/execution-context.ts';
import type { Lookup } from '../detect/export-path.ts';
import { bodyName } from '../detect/function-name.ts';
import { importedCalls } from '../detect/imported-calls.ts';
import { InlineCallers } from '../detect/inline-callers.ts';
import { taggedFunctions } from '../detect/jsdoc.ts';
import type { Body } from '../detect/local-function.ts';
import { RunSites } from '../detect/run-sites.ts';
import { nodesInFile, runsInFile } from '../walk.ts';
import { exportsOf } from './exports.ts';
import type { BlockingUse, FunctionSummary, ImportedUse, LocalUse, ModuleSummary } from './summary.ts';
import { ValueReader } from './values.ts';

/** What summaries depend on, beside the text of a file. */
export interface SummaryOptions {
  readonly catalog: Catalog;
  /** Knows the functions that run what they are given on another thread. */
  readonly offThread: Lookup<true>;
}

/**
 * Says what a file exports and what its functions run.
 *
 * @param isOfProject tells whether a module is another file of the project
 */
export function summarize(
  file: string,
  sourceCode: SourceCode,
  isOfProject: (specifier: string) => boolean,
  { catalog, offThread }: SummaryOptions,
): ModuleSummary {
  const functions = new Functions(file);
  const callers = new InlineCallers(sourceCode, offThread);
  const contexts = new ExecutionContexts(callers);
  const dynamicImports = sourceCode.text.includes('import(')
    ? nodesInFile(sourceCode).filter((node) => node.type === 'ImportExpression')
    : [];

  for (const { fn, tag } of taggedFunctions(sourceCode)) functions.of(fn).tag = tag;
  const visited = {
    roots: catalogRoots(sourceCode, catalog),
    imports: dynamicImports.filter((node) => isImportOf(node, (name) => isKnownModule(name, catalog))),
  };
  for (const call of directCalls(visited, callers, sourceCode, catalog)) {
    const context = contexts.ofUse(call);
    if (context.kind !== 'sync function') continue;
    const { entry, node } = call;
    functions
      .of(context.owner)
      .blocking.push({ name: displayName(entry), line: node.loc.start.line, isLookup: isLookup(entry) });
  }
  const projectImports = dynamicImports.filter((node) => isImportOf(node, isOfProject));
  for (const call of importedCalls(projectImports, isOfProject, callers, sourceCode)) {
    const context = contexts.ofUse(call);
    if (context.kind !== 'sync function') continue;
    functions.of(context.owner).imported.push({ ...call.fn, line: call.node.loc.start.line });
  }
  addCallers(functions, new RunSites(() => runsInFile(sourceCode), callers, sourceCode), contexts);
  return exportsOf(sourceCode, new ValueReader(sourceCode, (body) => functions.of(body)));
}

/** Notes which functions run those that something may block in, from callee to caller. */
function addCallers(functions: Functions, sites: RunSites, contexts: ExecutionContexts): void {
  // The map grows while it is walked.
  for (const [body, callee] of functions.all) {
    for (const site of sites.of(body)) {
      const context = contexts.ofUse(site);
      if (context.kind !== 'sync function') continue;
      const { callees } = functions.of(context.owner);
      if (callees.every(({ fn }) => fn !== callee))
        callees.push({ fn: callee, line: site.node.loc.start.line });
    }
  }
}

/** A summary while it is being made. */
interface Collected extends FunctionSummary {
  tag?: NonNullable<FunctionSummary['tag']>;
  readonly blocking: BlockingUse[];
  readonly callees: LocalUse[];
  readonly imported: ImportedUse[];
}

class Functions {
  readonly all = new Map<Body, Collected>();
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  of(body: Body): Collected {
    let summary = this.all.get(body);
    if (!summary) {
      const fn = isFunction(body) ? body : undefined;
      summary = {
        file: this.#file,
        name: nameOf(body),
        line: body.loc.start.line,
        isAsync: fn?.async === true,
        isGenerator: fn?.generator === true,
        blocking: [],
        callees: [],
        imported: [],
      };
      this.all.set(body, summary);
    }
    return summary;
  }
}

/** A function without a name is called what it is exported as. */
function nameOf(body: Body): string {
  const { parent }: { readonly parent: Node } = body;
  if (body.id) return bodyName(body);
  if (parent.type === 'ExportDefaultDeclaration') return 'default';
  const isWhole = parent.type === 'AssignmentExpression' && lastName(parent.left) === 'exports';
  return isWhole ? 'module.exports' : bodyName(body);
}
