import { region } from './region.mjs';
export const getRegion = () => region;
