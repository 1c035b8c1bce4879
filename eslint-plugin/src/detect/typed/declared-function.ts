import type ts from 'typescript';
import type { Catalog } from '../../catalog/create-catalog.ts';
import type { CatalogEntry } from '../../catalog/types.ts';

/**
 * What the type checker knows of a called expression: the function it is declared as, and, where that is a function
 * of a module or a method of its classes, the catalog's word on it.
 */

/** The compiler interface of the project, handed in so that untyped linting never loads it. */
export type TypeScript = typeof ts;

/** What a call runs, as far as declarations tell. */
export interface Callee {
  readonly entry?: CatalogEntry;
  /** Functions of the project with a body to look into. */
  readonly bodies: readonly ts.FunctionLikeDeclaration[];
  /** What the doc comment of the declaration says. */
  readonly tag?: 'blocking' | 'nonblocking';
  readonly name: string;
  readonly declaration: ts.Declaration;
}

/** Finds out what an expression of the program calls. */
export function calleeOf(
  expression: ts.Expression,
  checker: ts.TypeChecker,
  catalog: Catalog,
  typescript: TypeScript,
): Callee | undefined {
  const name = typescript.isPropertyAccessExpression(expression) ? expression.name : expression;
  let symbol = checker.getSymbolAtLocation(name);
  if (!symbol) return undefined;
  if (symbol.flags & typescript.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  const declarations = symbol.declarations ?? [];
  const tag = declarations.map((declaration) => tagOf(declaration, typescript)).find(Boolean);
  const [declaration] = declarations;
  if (!declaration) return undefined;
  const entry = entryOf(symbol.name, declaration, catalog, typescript);
  return {
    name: typescript.isClassLike(declaration) ? `new ${symbol.name}` : symbol.name,
    declaration,
    bodies: declarations.flatMap((candidate) => bodyOf(candidate, typescript) ?? []),
    ...(tag && { tag }),
    ...(entry && { entry }),
  };
}

/** The function behind a declaration: itself, what a variable is initialised with, or the constructor of a class. */
function bodyOf(declaration: ts.Declaration, typescript: TypeScript): ts.FunctionLikeDeclaration | undefined {
  if (declaration.getSourceFile().isDeclarationFile) return undefined;
  const value =
    typescript.isVariableDeclaration(declaration) ||
    typescript.isPropertyDeclaration(declaration) ||
    typescript.isPropertyAssignment(declaration)
      ? declaration.initializer
      : typescript.isClassLike(declaration)
        ? declaration.members.find((member) => typescript.isConstructorDeclaration(member) && member.body)
        : declaration;
  return value && typescript.isFunctionLike(value) && 'body' in value && value.body ? value : undefined;
}

function tagOf(declaration: ts.Declaration, typescript: TypeScript): Callee['tag'] {
  const names = typescript.getJSDocTags(declaration).map(({ tagName }) => tagName.text);
  if (names.includes('nonblocking')) return 'nonblocking';
  return names.includes('blocking') ? 'blocking' : undefined;
}

/** Looks a declared function or method up by the module that declares it. */
function entryOf(
  name: string,
  declaration: ts.Declaration,
  catalog: Catalog,
  typescript: TypeScript,
): CatalogEntry | undefined {
  const module = declaringModule(declaration, typescript);
  if (module === undefined) return undefined;
  const { parent } = declaration;
  return typescript.isClassDeclaration(parent) || typescript.isInterfaceDeclaration(parent)
    ? catalog.findMethod(module, parent.name?.text ?? '', name)
    : catalog.find(module, name);
}

/** The module of a declaration file: the ambient `declare module "fs"` around it, or the package it belongs to. */
function declaringModule(declaration: ts.Declaration, typescript: TypeScript): string | undefined {
  const file = declaration.getSourceFile();
  if (!file.isDeclarationFile) return undefined;
  for (let node: ts.Node = declaration; !typescript.isSourceFile(node); node = node.parent) {
    if (typescript.isModuleDeclaration(node) && typescript.isStringLiteral(node.name)) return node.name.text;
  }
  const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file.fileName) ?? [];
  return name?.startsWith('@types/') ? name.slice('@types/'.length) : name;
}
