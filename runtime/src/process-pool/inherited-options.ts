/** Options that say what program to run or how to watch it, not how to run programs. */
const OWN = /^(?:-e|--eval|-p|--print|-pe|-i|--interactive|--input-type|--test|--watch|--inspect)(?:$|[=-])/;

/** Of these the next argument is the value. */
const WITH_VALUE = /^(?:-e|--eval|-p|--print|-pe|--input-type|--watch-path)$/;

/** The options of Node that a worker process inherits from `execArgv`: loaders, permissions, limits. */
export function inheritedOptions(execArgv: readonly string[]): string[] {
  const inherited: string[] = [];
  for (let i = 0; i < execArgv.length; i++) {
    const option = execArgv[i] ?? '';
    if (!OWN.test(option)) inherited.push(option);
    else if (WITH_VALUE.test(option)) i++;
  }
  return inherited;
}
