import { worker } from 'workerpool';
import handle from './handler.mjs';

worker({ handle });
