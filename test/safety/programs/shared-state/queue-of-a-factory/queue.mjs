export const createQueue = (list) => ({ head: () => list[0], drop: () => list.shift() });
