export { Lock } from './lock/lock.ts';
export { moduleFunction } from './function-reference/module-function.ts';
export { sharedStorage } from './executor/shared-storage.ts';
export { asCompleted, wait } from './executor/wait.ts';
export { getDefaultExecutor, runInExecutor, setDefaultExecutor, toThread } from './to-thread.ts';
export { ProcessPoolExecutor } from './process-pool/process-pool-executor.ts';
export { ThreadPoolExecutor } from './thread-pool/thread-pool-executor.ts';
export type {
  Executor,
  ExecutorOptions,
  ExecutorStats,
  Items,
  MapAll,
  MapOptions,
  Results,
  RunOptions,
  ShutdownOptions,
  ThreadPoolOptions,
  Timing,
} from './executor/executor.ts';
export type { Call, CallState } from './executor/call.ts';
export type { Waited, WaitOptions } from './executor/wait.ts';
export type { CallMessage } from './executor/diagnostics.ts';
export type { HeldLock, LockOptions } from './lock/lock.ts';
export type { AnyFunction } from './function-reference/function-reference.ts';
export type { Run, RunIn, Start, Submit } from './overloads.ts';
