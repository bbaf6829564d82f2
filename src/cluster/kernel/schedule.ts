/**
 * The timers of a cluster in the order in which they fall due. The state's map is the truth; this heap is a cache of
 * it that is made again whenever a log is taken up.
 */
import type { ClusterState, Timer } from '../model/state.ts';

export interface Schedule {
  add(timer: Timer): void;
  /** The next timer that is still set, without removing it. */
  next(state: ClusterState): Timer | undefined;
}

const isBefore = (a: Timer, b: Timer): boolean =>
  a.due < b.due || (a.due === b.due && a.order < b.order);

function siftUp(heap: Timer[], start: number): void {
  let index = start;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!isBefore(heap[index]!, heap[parent]!)) return;
    [heap[index], heap[parent]] = [heap[parent]!, heap[index]!];
    index = parent;
  }
}

function siftDown(heap: Timer[]): void {
  let index = 0;
  for (;;) {
    const left = 2 * index + 1;
    const right = left + 1;
    let first = index;
    if (left < heap.length && isBefore(heap[left]!, heap[first]!)) first = left;
    if (right < heap.length && isBefore(heap[right]!, heap[first]!)) first = right;
    if (first === index) return;
    [heap[index], heap[first]] = [heap[first]!, heap[index]!];
    index = first;
  }
}

/** A schedule that holds the timers of `state`. */
export function scheduleOf(state: ClusterState): Schedule {
  const heap: Timer[] = [];
  const add = (timer: Timer): void => {
    heap.push(timer);
    siftUp(heap, heap.length - 1);
  };
  state.timers.forEach(add);
  return {
    add,
    next(current) {
      for (;;) {
        const top = heap[0];
        if (!top || current.timers.get(top.id)?.order === top.order) return top;
        const last = heap.pop()!;
        if (heap.length > 0) {
          heap[0] = last;
          siftDown(heap);
        }
      }
    },
  };
}
