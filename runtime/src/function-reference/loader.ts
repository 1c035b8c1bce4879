import { getBuiltinModule } from '../node.ts';
import { definitionOf } from './definition-site.ts';
import type { AnyFunction } from './function-reference.ts';

/** What loads files with `require()`, by their extensions. Not in the declared types. */
type Loaders = Readonly<Record<string, AnyFunction | undefined>>;

/**
 * Completes the reason why a worker could not load a file: what compiles such files here has been registered by the
 * program (`ts-node`, `@babel/register`), or by what runs it, and that is for one thread. Empty if that is not so.
 */
export function hintOfLoader(file: string): string {
  const extension = /\.\w+$/.exec(file)?.[0] ?? '';
  const { _extensions: loaders } = getBuiltinModule('module') as unknown as {
    readonly _extensions?: Loaders;
  };
  // What has none of its own is loaded as `.js` files are.
  const loader = loaders?.[extension] ?? loaders?.['.js'];
  // Those of Node itself are nowhere.
  if (!loader || definitionOf(loader)?.site === undefined) return '';
  return (
    `. What loads ${extension} files has been registered in this thread only. ` +
    `Let workers load it, too: name it in NODE_OPTIONS, as in NODE_OPTIONS='--require ts-node/register'`
  );
}
