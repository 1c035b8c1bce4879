import { join } from 'node:path';
import ts from 'typescript';
import type { CatalogEntry } from '../../src/catalog/index.ts';

/** What the declarations of a function say of its calls, directly and through `toThread`. */
export interface ThreadTypes {
  readonly entry: CatalogEntry;
  /** Why TypeScript knows less of what `toThread` gives. Absent where it knows the same. */
  readonly lost?: string;
}

/** The parameters and results of the last twelve overloads, told apart as in any code. */
const SIGNATURES = `type Overloads<F> = F extends {
${Array.from({ length: 12 }, (_, n) => `  (...args: infer A${n} extends readonly any[]): infer R${n};`).join('\n')}
} ? [${Array.from({ length: 12 }, (_, n) => `[A${n}, R${n}]`).join(', ')}] : never;
declare function some<T>(): T;
import { toThread } from 'to-thread';
`;

/**
 * Compares the two for every overload, with the compiler.
 *
 * @param folder where the modules are looked for; what has no declarations there is left out
 */
export function threadTypes(entries: readonly CatalogEntry[], folder: string): ThreadTypes[] {
  const declared = declarations(entries, folder);
  const lines = declared.flatMap(({ index, entry, overloads }) => [
    importOf(entry, index),
    ...overloads.flatMap((at) => {
      const args = `...some<Overloads<typeof f${index}>[${at}][0]>()`;
      return [
        `const direct_${index}_${at} = f${index}(${args});`,
        `const threaded_${index}_${at} = await toThread(f${index}, ${args});`,
      ];
    }),
  ]);
  const { checker, source, errors } = compile(SIGNATURES + lines.join('\n'), folder);
  const typeOf = types(checker, source);
  return declared.map(({ index, entry, overloads, lost }) => {
    const differs = overloads.flatMap((at) => {
      const [direct, threaded] = ['direct', 'threaded'].map((kind) => `${kind}_${index}_${at}`);
      if (direct === undefined || threaded === undefined || errors.has(direct)) return [];
      const [before, after] = [typeOf(direct), typeOf(threaded)];
      if (errors.has(threaded)) return [errors.get(threaded) ?? ''];
      return before === after ? [] : [`${before} becomes ${after}`];
    });
    const why = lost ?? differs[0];
    return { entry, ...(why !== undefined && { lost: why }) };
  });
}

interface Declared {
  readonly entry: CatalogEntry;
  readonly index: number;
  /** The positions of the overloads among the last twelve. */
  readonly overloads: readonly number[];
  readonly lost?: string;
}

/** The functions that have declarations, with what these show before anything is called. */
function declarations(entries: readonly CatalogEntry[], folder: string): Declared[] {
  const text = entries.map((entry, index) => importOf(entry, index)).join('\n');
  const { checker, source } = compile(text, folder);
  const symbols = new Map(
    source.statements.filter(ts.isVariableStatement).map(
      ({
        declarationList: {
          declarations: [first],
        },
      }) => [first?.name.getText(), first && checker.getTypeAtLocation(first)],
    ),
  );
  return entries.flatMap((entry, index): Declared[] => {
    const signatures = symbols.get(`f${index}`)?.getCallSignatures() ?? [];
    if (signatures.length === 0) return [];
    const generic = signatures.find((signature) => followsFromParameters(signature, checker));
    const count = Math.min(signatures.length, 12);
    return [
      {
        entry,
        index,
        overloads: generic ? [] : Array.from({ length: count }, (_, at) => 12 - count + at),
        ...(generic && { lost: checker.signatureToString(generic) }),
      },
    ];
  });
}

/** Whether a result has a type that is known only once the arguments are. */
function followsFromParameters(signature: ts.Signature, checker: ts.TypeChecker): boolean {
  const result = checker.typeToString(signature.getReturnType(), undefined, ts.TypeFormatFlags.NoTruncation);
  return (signature.getTypeParameters() ?? []).some(({ symbol }) =>
    new RegExp(`\\b${symbol.name}\\b`).test(result),
  );
}

function importOf({ module, export: path }: CatalogEntry, index: number): string {
  return path === 'default'
    ? `import m${index} from '${module}'; const f${index} = m${index};`
    : `import * as m${index} from '${module}'; const f${index} = m${index}.${path};`;
}

/** Gives the text of the type of a variable. */
function types(checker: ts.TypeChecker, source: ts.SourceFile): (name: string) => string {
  const found = new Map<string, string>();
  for (const statement of source.statements.filter(ts.isVariableStatement)) {
    for (const declaration of statement.declarationList.declarations) {
      const type = checker.getTypeAtLocation(declaration);
      found.set(
        declaration.name.getText(),
        checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation),
      );
    }
  }
  return (name) => found.get(name) ?? '';
}

/** Compiles a text as a module of a folder, without writing it there. */
function compile(text: string, folder: string) {
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ESNext,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
  };
  const path = join(folder, 'calls.mts').replaceAll('\\', '/');
  const host = ts.createCompilerHost(options);
  const onDisk = { ...host };
  host.fileExists = (name) => name === path || onDisk.fileExists(name);
  host.readFile = (name) => (name === path ? text : onDisk.readFile(name));
  const program = ts.createProgram([path], options, host);
  const source = program.getSourceFile(path);
  if (!source) throw new Error(`The compiler did not read ${path}.`);
  const errors = new Map<string, string>();
  for (const { start = 0, messageText } of program.getSemanticDiagnostics(source)) {
    const [name = ''] = /(?<=const )\w+/.exec(text.slice(text.lastIndexOf('\n', start) + 1)) ?? [];
    errors.set(name, ts.flattenDiagnosticMessageText(messageText, '\n'));
  }
  return { checker: program.getTypeChecker(), source, errors };
}
