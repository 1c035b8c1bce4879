export { BullMQExecutor } from './cluster/client/executor.ts';
export type { BullMQExecutorOptions, ClusterRunOptions } from './cluster/client/options.ts';
export type { Connection } from './cluster/connection.ts';
