const form = document.querySelector('form');
const input = form.querySelector('input');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const response = await fetch(`/search?q=${encodeURIComponent(input.value)}`);
  const { hits = [], error } = await response.json();
  const list = document.createElement('ul');
  for (const hit of hits) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = `/pages/${hit.page}`;
    link.textContent = `${hit.title}:${hit.line}`;
    item.append(link, ` ${hit.text}`);
    list.append(item);
  }
  document.querySelector('main').replaceChildren(error ?? list);
});
