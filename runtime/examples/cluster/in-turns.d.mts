import type { Executor } from 'to-thread';

export declare const InTurns: new (executors: readonly Executor[]) => Executor;
