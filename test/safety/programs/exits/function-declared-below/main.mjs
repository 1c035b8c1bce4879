import { lock } from './app.cjs';
lock();
