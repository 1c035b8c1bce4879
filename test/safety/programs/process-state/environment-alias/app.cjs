const { execFileSync } = require('child_process');
const { env } = process;
exports.build = async (target) => {
  const before = env.TARGET;
  env.TARGET = target;
  try {
    return execFileSync('sh', ['-c', 'echo $TARGET']).toString().trim();
  } finally {
    if (before === undefined) delete env.TARGET;
    else env.TARGET = before;
  }
};
