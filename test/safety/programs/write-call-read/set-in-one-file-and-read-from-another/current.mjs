export { region } from './region.mjs';
