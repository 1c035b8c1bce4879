/** Set by the build: the bundled text of `entry.ts` (see scripts/build.ts). */
declare const WORKER_SOURCE: string;

/** The worker program. The name in its last line is what stack traces show for it. */
export const workerSource = `${WORKER_SOURCE}\n//# sourceURL=to-thread:worker`;
