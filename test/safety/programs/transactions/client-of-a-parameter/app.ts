import fs from 'node:fs';
interface Client {
  query(text: string): void;
}
export const migrate = async (client: Client, file: string): Promise<void> => {
  client.query('begin');
  client.query(fs.readFileSync(file, 'utf8'));
  client.query('commit');
};
