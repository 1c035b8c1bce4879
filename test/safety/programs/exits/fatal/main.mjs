import { configure } from './app.ts';
configure('3');
configure('high');
