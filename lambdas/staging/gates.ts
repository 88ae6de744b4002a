import { GateShut } from '../errors.ts';
import type { Gates } from '../settings/gates.ts';
import type { Snapshot } from './snapshots.ts';

/** Why data may not be fit to be reported. */
interface ShutGate {
  readonly says: string;
  readonly whenShut: Gates['freshness']['when_shut'];
}

export interface Gated {
  readonly gates: Gates;
  readonly snapshot: Snapshot;
  /** The newest snapshot of the same source before this one. */
  readonly before: Snapshot | undefined;
  /** First day after the period. */
  readonly periodEnd: string;
  /** A person asked for this report and reads the result; no schedule did. */
  readonly attended: boolean;
}

/**
 * Fails closed: throws GateShut with every reason that stops a report; returns the reasons that settings
 * allow to go out, named in the report.
 */
export function passGates(gated: Gated): readonly string[] {
  const shut = shutGates(gated);
  const stopping = shut.filter(
    ({ whenShut }) => whenShut === 'stop' || (whenShut === 'stop_unattended' && !gated.attended),
  );
  if (stopping.length > 0) {
    throw new GateShut(
      `No report: ${stopping.map(({ says }) => says).join('; ')}. Readers got nothing. Mend the export and run again, or let it pass with "when_shut": "name" under gates in the settings.`,
    );
  }
  return shut.map(({ says }) => says);
}

/** Reasons for which nothing is sent to readers, even where a person may have the report made. */
export function heldBack(gated: Gated): readonly string[] {
  return shutGates(gated).flatMap(({ whenShut, says }) => (whenShut === 'name' ? [] : [says]));
}

const shutGates = (gated: Gated) => [...freshness(gated), ...rowDrop(gated), ...orphans(gated)];

function freshness({ gates, snapshot, periodEnd }: Gated): readonly ShutGate[] {
  const { max_days, when_shut } = gates.freshness;
  const missing = (Date.parse(periodEnd) - Date.parse(snapshot.date)) / 86_400_000;
  if (missing <= max_days) return [];
  const says = `the data ends before ${snapshot.date}, ${missing} days before the period does`;
  return [{ says, whenShut: when_shut }];
}

function rowDrop({ gates, snapshot, before }: Gated): readonly ShutGate[] {
  const { max_share, when_shut } = gates.row_drop;
  return (before?.tables ?? []).flatMap(({ table, rows: was }) => {
    // A table that is gone is no cut one: every KPI that needs it says so by itself.
    const is = snapshot.tables.find((found) => found.table === table)?.rows ?? was;
    if (was === 0 || (was - is) / was <= max_share) return [];
    const says = `${table} has ${is} rows where the export before had ${was}, as if it were cut`;
    return [{ says, whenShut: when_shut }];
  });
}

function orphans({ gates, snapshot }: Gated): readonly ShutGate[] {
  const { max_share, when_shut } = gates.orphans;
  return snapshot.tables.flatMap(({ table, rows, orphans: lost }) => {
    if (rows === 0 || lost / rows <= max_share) return [];
    const says = `${lost} of ${rows} rows of ${table} name an account that is not in accounts`;
    return [{ says, whenShut: when_shut }];
  });
}

/** Throws GateShut when a KPI without which no report may go out is not measured. */
export function requireKpis(
  required: readonly string[],
  reasonWhyNot: (kpi: string) => string | null,
): void {
  const missing = required.flatMap((kpi) => {
    const reason = reasonWhyNot(kpi);
    return reason === null ? [] : [`${kpi}: ${reason}`];
  });
  if (missing.length > 0) {
    throw new GateShut(
      `No report: required KPIs are not measured (${missing.join('; ')}). Readers got nothing. Mend the export, or take them out of gates.required_kpis in the settings.`,
    );
  }
}
