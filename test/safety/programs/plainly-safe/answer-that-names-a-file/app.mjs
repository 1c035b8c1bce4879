import fs from 'node:fs';

export async function add(request, response) {
  const { file, text } = request.body;
  fs.appendFileSync(file, text);
  response.status(201).json({ file });
}
