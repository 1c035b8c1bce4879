import { Session } from './app.mjs';
new Session('session');
