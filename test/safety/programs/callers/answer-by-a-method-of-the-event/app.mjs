import fs from 'node:fs';
const target = new EventTarget();
class Question extends Event {
  answers = [];
  constructor(file) {
    super('question');
    this.file = file;
  }
  answer(text) {
    this.answers.push(text);
  }
}
target.addEventListener('question', async (question) => {
  const text = fs.readFileSync(question.file, 'utf8');
  question.answer(text);
});
export function ask(file) {
  const question = new Question(file);
  target.dispatchEvent(question);
  return question.answers;
}
