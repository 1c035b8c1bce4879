export const limits = { uploads: 1 };
