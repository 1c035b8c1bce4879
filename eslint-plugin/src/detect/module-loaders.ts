import { CALL_STEP, GLOBAL_MODULE } from './export-path.ts';

/** The functions whose call with a specifier gives a module. */
export function isModuleLoader(module: string, path: readonly string[]): true | undefined {
  const name = (path[0] === 'default' ? path.slice(1) : path).join('.');
  switch (module) {
    case GLOBAL_MODULE:
      return (
        name === 'require' || name === 'module.require' || name === 'process.getBuiltinModule' || undefined
      );
    case 'process':
      return name === 'getBuiltinModule' || undefined;
    case 'module':
      return (
        name === `createRequire.${CALL_STEP}` || name === `Module.createRequire.${CALL_STEP}` || undefined
      );
    default:
      return undefined;
  }
}
