import { setFlagsFromString } from 'node:v8';

/**
 * Lets the heap of this process grow by half between two collections, and not up to fourfold: a report then has
 * room in a gigabyte beside the engine's memory, and takes a tenth more of the processor.
 */
export function growHeapSlowly(): void {
  setFlagsFromString('--heap-growing-percent=50');
}
