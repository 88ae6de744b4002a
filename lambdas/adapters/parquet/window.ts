import type { AsyncBuffer } from 'hyparquet';
import type { Parts } from '../../ports.ts';

interface Range {
  readonly from: number;
  /** Not included. */
  readonly to: number;
}

/** A file as hyparquet reads it, one row group at a time. */
export interface Window extends AsyncBuffer {
  /**
   * Lets go of what was fetched before. These bytes are kept from now on; where they lie close together they
   * are fetched at once.
   */
  readonly moveTo: (ranges: readonly Range[]) => Promise<void>;
  /** What the file could not be read for; such an error says nothing of its content. */
  readonly failure: () => unknown;
}

/** Up to this size one request is quicker than one for each column. */
const atOnce = 16 * 1024 * 1024;

export function openWindow(parts: Parts): Window {
  let kept: readonly Range[] = [];
  let fetched: (Range & { readonly bytes: ArrayBuffer })[] = [];
  let failure: unknown;
  const fetch = async (from: number, to: number) => {
    try {
      return new Uint8Array(await parts.slice(from, to)).buffer;
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  return {
    byteLength: parts.size,
    slice: async (start, end = parts.size) => {
      const found = fetched.find(({ from, to }) => from <= start && end <= to);
      if (found?.from === start && found.to === end) return found.bytes;
      if (found) return found.bytes.slice(start - found.from, end - found.from);
      const bytes = await fetch(start, end);
      const isKept = kept.some(({ from, to }) => from <= start && end <= to);
      if (isKept) fetched.push({ from: start, to: end, bytes });
      return bytes;
    },
    moveTo: async (ranges) => {
      [kept, fetched] = [ranges, []];
      const from = Math.min(...ranges.map((range) => range.from));
      const to = Math.max(...ranges.map((range) => range.to));
      if (to > from && to - from <= atOnce)
        fetched.push({ from, to, bytes: await fetch(from, to) });
    },
    failure: () => failure,
  };
}
