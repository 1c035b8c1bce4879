// Everything that could call something later is replaced by what never does, as a test's fake clock is until it is set.
import process from 'node:process';

const { argv } = process;
let loaded = argv[2] === 'first' ? await import('to-thread') : undefined;
const never = () => ({ ref() {}, unref() {} });
Object.assign(globalThis, { queueMicrotask: never, setImmediate: never, setTimeout: never });
process.nextTick = never;
process.hrtime = Object.assign(() => [0, 0], { bigint: () => 0n });

loaded ??= await import('to-thread');
console.log(await loaded.toThread(Math.max, 1, 2));
