export async function inTurn(...jobs) {
  const all = jobs.flat();
  const done = [];
  for (const job of all) {
    try {
      done.push(await job);
    } catch (error) {
      done.push(error.message);
    }
  }
  return done;
}
export class Crew {
  finish(jobs) {
    return inTurn(jobs);
  }
}
