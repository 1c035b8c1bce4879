import { commonSource } from '../common/common.ts';

/** Set by the build: the bundled text of `entry.ts`, in which what is common is required by its file name. */
declare const WORKER_SOURCE: string;

/**
 * The program of workers, which runs as an ES module in threads and as a script in processes. The name in its last
 * line is what stack traces show for it.
 */
export const workerSource = `((builtin,holder)=>{
(${commonSource})(holder,builtin);
((require)=>{${WORKER_SOURCE}})((id)=>id.endsWith('/common.ts')?holder.common:builtin(id));
})(process.getBuiltinModule,{})
//# sourceURL=to-thread:worker`;
