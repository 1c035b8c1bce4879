const weeks = [19, 20, 21, 22, 23, 24, 25, 26, 32, 33, 34, 35, 36];

const form = document.createElement('form');
form.className = 'booking';
form.innerHTML = `
  <label>Week <select name="week">${weeks.map((week) => `<option>${week}</option>`).join('')}</select></label>
  <label>Mail <input name="mail" type="email" required></label>
  <button>Ask for a place</button>`;

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const answer = await fetch('/bookings', { method: 'POST', body: new FormData(form) });
  form.replaceChildren(answer.ok ? 'Thank you! We will write to you today.' : 'That did not work. Please ring us.');
});

document.body.append(form);
