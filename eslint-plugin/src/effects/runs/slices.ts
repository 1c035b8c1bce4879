import type { Leaf, Step, Steps } from '../steps/steps.ts';

/**
 * What a function does before a step since it last certainly waited, and after a step until it certainly waits again.
 * Where the code takes several ways, all of them count.
 */

/** A stretch of a run that nothing comes between. */
export interface Stretch {
  readonly leaves: readonly Leaf[];
  /** Whether it goes on beyond the function: to what its caller has done before, or does next. */
  readonly reachesCaller: boolean;
}

/** Tells how a run of other functions, in the middle of a stretch, goes on. */
export type Waits = (leaf: Leaf) => boolean;

/** What is done after a step. */
export function after(target: Step, { root, around }: Steps, waits: Waits): Stretch {
  const leaves: Leaf[] = [];
  let left: 'no' | 'loop' | 'function' = 'no';
  for (let inner = target, outer = around.get(inner); outer; inner = outer, outer = around.get(inner)) {
    switch (outer.type) {
      case 'all': {
        if (left !== 'no') break;
        const end = forwards(outer.steps.slice(outer.steps.indexOf(inner) + 1), leaves, waits);
        if (end === 'waits') return { leaves, reachesCaller: false };
        if (end === 'leaves') left = 'function';
        if (end === 'leaves loop') left = 'loop';
        break;
      }
      case 'repeat':
        if (left !== 'function') {
          // The next turn comes to the same step again.
          forwardsTo(target, outer.body, leaves, around, waits);
          left = 'no';
        }
        break;
      case 'attempt':
        if (inner === outer.block && outer.handler) {
          // Where the call throws, the handler comes next, and what is behind it.
          const end = forwards([outer.handler], leaves, waits);
          if (end === 'goes on') left = 'no';
          if (end === 'waits' && left === 'function') return { leaves, reachesCaller: false };
        }
        if (
          inner !== outer.finalizer &&
          outer.finalizer &&
          forwards([outer.finalizer], leaves, waits) === 'waits'
        )
          return { leaves, reachesCaller: false };
        break;
    }
    if (outer === root) break;
  }
  return { leaves, reachesCaller: true };
}

/** What is done before a step. */
export function before(target: Step, { root, around }: Steps, waits: Waits): Stretch {
  const leaves: Leaf[] = [];
  for (let inner = target, outer = around.get(inner); outer; inner = outer, outer = around.get(inner)) {
    switch (outer.type) {
      case 'all':
        if (backwards(outer.steps.slice(0, outer.steps.indexOf(inner)), leaves, waits) === 'waits')
          return { leaves, reachesCaller: false };
        break;
      case 'repeat': {
        // The turn before this one came by what stands behind the step.
        const body: Leaf[] = [];
        backwardsFrom(target, outer.body, body, around, waits);
        leaves.push(...body);
        break;
      }
      case 'attempt':
        if (inner === outer.handler) backwards([outer.block], leaves, waits);
        if (inner === outer.finalizer) {
          const ways = [outer.block, ...(outer.handler ? [outer.handler] : [])];
          for (const way of ways) backwards([way], leaves, waits);
        }
        break;
    }
    if (outer === root) break;
  }
  return { leaves, reachesCaller: true };
}

type End = 'goes on' | 'waits' | 'leaves' | 'leaves loop';

/** Collects what is done from the start of some steps until the run certainly waits. */
export function forwards(steps: readonly Step[], leaves: Leaf[], waits: Waits): End {
  for (const step of steps) {
    const end = forwardsInto(step, leaves, waits);
    if (end !== 'goes on') return end;
  }
  return 'goes on';
}

function forwardsInto(step: Step, leaves: Leaf[], waits: Waits): End {
  switch (step.type) {
    case 'all':
      return forwards(step.steps, leaves, waits);
    case 'either': {
      const ends = step.ways.map((way) => forwardsInto(way, leaves, waits));
      return joined(ends);
    }
    case 'repeat':
      forwardsInto(step.body, leaves, waits);
      return 'goes on';
    case 'attempt': {
      const end = forwardsInto(step.block, leaves, waits);
      const handled = step.handler ? forwardsInto(step.handler, leaves, waits) : end;
      const final = step.finalizer ? forwardsInto(step.finalizer, leaves, waits) : 'goes on';
      return final === 'goes on' ? joined([end, handled]) : final;
    }
    case 'leave':
      return step.loop ? 'leaves loop' : 'leaves';
    default:
      leaves.push(step);
      return waits(step) ? 'waits' : 'goes on';
  }
}

/** How a run goes on that has taken one of several ways. */
function joined(ends: readonly End[]): End {
  const [first = 'goes on'] = ends;
  if (ends.every((end) => end === first)) return first;
  if (ends.includes('goes on')) return 'goes on';
  return ends.includes('leaves loop') ? 'leaves loop' : 'leaves';
}

/** Collects what is done until some steps are over since the run has certainly waited. */
export function backwards(steps: readonly Step[], leaves: Leaf[], waits: Waits): End {
  for (const step of steps.toReversed()) {
    const end = backwardsInto(step, leaves, waits);
    if (end !== 'goes on') return end;
  }
  return 'goes on';
}

function backwardsInto(step: Step, leaves: Leaf[], waits: Waits): End {
  switch (step.type) {
    case 'all':
      return backwards(step.steps, leaves, waits);
    case 'either': {
      // A way that leaves the function does not come to what is behind.
      const ends = step.ways
        .filter((way) => !leavesAtEnd(way))
        .map((way) => backwardsInto(way, leaves, waits));
      return ends.length > 0 && ends.every((end) => end === 'waits') ? 'waits' : 'goes on';
    }
    case 'repeat':
      backwardsInto(step.body, leaves, waits);
      return 'goes on';
    case 'attempt': {
      if (step.finalizer && backwardsInto(step.finalizer, leaves, waits) === 'waits') return 'waits';
      if (!step.handler) return backwardsInto(step.block, leaves, waits);
      if (leavesAtEnd(step.handler)) return backwardsInto(step.block, leaves, waits);
      // The handler comes in wherever the block has thrown, also where it would have left the function.
      backwardsInto(step.handler, leaves, waits);
      backwardsInto(step.block, leaves, waits);
      return 'goes on';
    }
    case 'leave':
      return 'goes on';
    default:
      leaves.push(step);
      return waits(step) ? 'waits' : 'goes on';
  }
}

function leavesAtEnd(step: Step): boolean {
  switch (step.type) {
    case 'leave':
      return true;
    case 'all':
      return step.steps.some((part) => leavesAtEnd(part));
    case 'either':
      return step.ways.every((way) => leavesAtEnd(way));
    case 'attempt':
      return step.finalizer && leavesAtEnd(step.finalizer)
        ? true
        : leavesAtEnd(step.block) && (!step.handler || leavesAtEnd(step.handler));
    default:
      return false;
  }
}

/** The steps of a turn of a loop that come before a step. */
function forwardsTo(target: Step, body: Step, leaves: Leaf[], around: Steps['around'], waits: Waits): void {
  // From the outermost row that the step is in to the innermost.
  for (const [row, index] of rowsAround(target, body, around).toReversed()) {
    if (forwards(row.slice(0, index), leaves, waits) !== 'goes on') return;
  }
  // The turn comes to the step itself, too.
  forwards([target], leaves, waits);
}

/** The steps of a turn of a loop that come after a step, from the end of the turn. */
function backwardsFrom(
  target: Step,
  body: Step,
  leaves: Leaf[],
  around: Steps['around'],
  waits: Waits,
): void {
  for (const [row, index] of rowsAround(target, body, around).toReversed()) {
    if (backwards(row.slice(index + 1), leaves, waits) !== 'goes on') return;
  }
  backwards([target], leaves, waits);
}

/** The rows of steps that a step is in, the innermost first, each with the index at which it is. */
function rowsAround(target: Step, body: Step, around: Steps['around']): [readonly Step[], number][] {
  const rows: [readonly Step[], number][] = [];
  for (
    let inner = target, outer = around.get(inner);
    outer && inner !== body;
    inner = outer, outer = around.get(inner)
  ) {
    if (outer.type === 'all') rows.push([outer.steps, outer.steps.indexOf(inner)]);
  }
  return rows;
}
