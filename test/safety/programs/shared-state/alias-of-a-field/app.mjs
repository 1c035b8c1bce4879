import fs from 'node:fs';
export class Voting {
  state = { open: true, votes: [] };
  async vote(name) {
    const { state } = this;
    if (!state.open) return 'closed';
    fs.appendFileSync('votes', name);
    state.votes.push(name);
    if (state.votes.length === 2) state.open = false;
    return state.votes.length;
  }
}
