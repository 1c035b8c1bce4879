import fs from 'node:fs';
import { EventEmitter } from 'node:events';
const bus = new EventEmitter();
bus.on('question', async (question) => {
  question.answer = fs.readFileSync(question.file, 'utf8');
});
export function ask(file) {
  const question = { file };
  bus.emit('question', question);
  return question.answer ?? 'nobody knows';
}
