import { ThreadWorker } from 'poolifier';
import handle from './handler.mjs';

export default new ThreadWorker(handle);
