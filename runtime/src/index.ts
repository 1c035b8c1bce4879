export { Lock } from './lock/lock.ts';
export { moduleFunction } from './function-reference/module-function.ts';
export { runInExecutor, setDefaultExecutor, toThread } from './to-thread.ts';
export { ProcessPoolExecutor } from './process-pool/process-pool-executor.ts';
export { ThreadPoolExecutor } from './thread-pool/thread-pool-executor.ts';
export type {
  Executor,
  ExecutorOptions,
  ExecutorStats,
  MapOptions,
  RunOptions,
  ShutdownOptions,
  ThreadPoolOptions,
  Timing,
} from './executor/executor.ts';
export type { CallMessage } from './executor/diagnostics.ts';
export type { HeldLock, LockOptions } from './lock/lock.ts';
export type { AnyFunction } from './function-reference/function-reference.ts';
export type { Run, RunIn, Submit } from './overloads.ts';
