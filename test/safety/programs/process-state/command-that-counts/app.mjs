import { execSync } from 'node:child_process';
export const bump = async () => {
  execSync('n=$(cat number); sleep 0.1; echo $((n + 1)) > number');
};
