export const newest = [];
