import type { Measurement } from '../kpis/measure.ts';
import type { KpiRecord } from '../kpis/record.ts';
import type { Objects, Progress } from '../ports.ts';
import type { Assets } from '../rendering/documents.ts';
import type { Action, Report } from '../reports/model.ts';
import type { Period } from '../reports/periods.ts';
import type { ReaderScope } from '../reports/scopes.ts';
import type { EditionName, Reader, Settings } from '../settings/schema.ts';
import type { Snapshot } from '../staging/snapshots.ts';

/** A report for the whole company or a part of it, and every action that its rules fired. */
export interface Composed {
  readonly report: Report;
  readonly actions: readonly Action[];
}

/** Everything that a run writes about. */
export interface Run {
  readonly out: Objects;
  readonly assets: Assets;
  readonly progress: Progress;
  readonly edition: EditionName;
  readonly asOf: 'original' | 'latest';
  readonly settings: Settings;
  readonly source: string;
  /** Version of the code. */
  readonly version: string;
  readonly readers: readonly Reader[];
  readonly period: Period;
  readonly snapshot: Snapshot;
  readonly measured: Measurement;
  readonly scopes: readonly ReaderScope[];
  readonly compose: (scope: ReaderScope | null) => Composed;
}

export interface RunResult {
  /** Folder of the run, relative to the output folder. */
  readonly folder: string;
  readonly period: Period;
  readonly report: Report;
  readonly records: readonly KpiRecord[];
  /** Keys of the documents, relative to the output folder. */
  readonly documents: readonly string[];
}
