export { currentUser } from './auth.mjs';
