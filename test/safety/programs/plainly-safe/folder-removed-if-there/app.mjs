import fs from 'node:fs';

export async function build(folder, fails) {
  try {
    if (fails) throw new Error('no build');
    return 'built';
  } finally {
    if (folder && fs.existsSync(folder)) {
      try {
        fs.rmSync(folder, { recursive: true, force: true });
      } catch (error) {
        console.error(error);
      }
    }
  }
}
