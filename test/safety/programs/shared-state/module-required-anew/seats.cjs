exports.seats = { free: 1 };
