import { readFileSync } from 'node:fs';
export function answer(target: EventTarget & { readonly label: string }): void {
  target.addEventListener('ask', async (event: Event) => {
    const text: string = readFileSync('answer', 'utf8');
    const asked = event.currentTarget as typeof target | null;
    console.log(asked?.label ?? 'nobody', text);
  });
}
