import type { Clock, Objects, Progress, Records } from '../ports.ts';

/** Where an export keeps what it pulled, and what it asks of the world. */
export interface ExportWorld {
  /** `raw/`, `records/` and `rejected/` lie here. */
  readonly lake: Objects;
  /** The same place, for what two processes must agree on. */
  readonly lakeRecords: Records;
  /** The file drop that reports are made of. */
  readonly drop: Objects;
  /** Folder on this machine that holds what does not fit into memory, for the time of a call. */
  readonly scratch: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly progress: Progress;
  /** Milliseconds that are left to this process. */
  readonly left: () => number;
}

export const rawFolder = (source: string, object: string, run: string) =>
  `raw/${source}/${object}/run=${run}`;
export const manifestKey = (source: string, run: string) =>
  `raw/${source}/run=${run}/manifest.json`;
export const stateKey = (source: string) => `raw/${source}/state.json`;
export const keptFolder = (source: string, run: string) => `records/${source}/run=${run}`;
export const refusedKey = (source: string, run: string) =>
  `rejected/exports/source=${source}/run=${run}.jsonl`;
