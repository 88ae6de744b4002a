import type { Engine } from '../ports.ts';
import { accountColumns } from '../tables/account_columns.ts';
import type { Table } from '../tables/column.ts';
import { dayTables } from './by_day/tables.ts';
import { identityVersion } from './identity_version.ts';
import type { LandedTable } from './stage.ts';
import { type Days, type Span, versionOf } from './versions.ts';

interface Versioned {
  readonly engine: Engine;
  readonly landed: readonly LandedTable[];
  readonly landingRules: unknown;
}

/** Versions of the canonical tables, and of those that are kept by day: hashes of what they are made of. */
export async function tableVersions(
  { engine, landed, landingRules }: Versioned,
  whole: readonly Table[],
  days: Days | null,
): Promise<Map<string, string>> {
  // Whichever link or merge changes, rows of any table may be another account's.
  const identity = await identityVersion(engine);
  const versions = new Map<string, string>();
  for (const table of whole) {
    const { sha256 } = landed.find((one) => one.table === table.name) ?? {};
    const follows = Object.keys(table.columns).some((name) => accountColumns.has(name));
    versions.set(table.name, versionOf([landingRules, table.name, sha256, follows && identity]));
  }
  for (const { name } of dayTables) if (days) versions.set(name, dayTableVersion(name, days.spans));
  return versions;
}

export function dayTableVersion(name: string, spans: readonly Span[]): string {
  return versionOf([name, spans.map(({ from, version }) => [from, version])]);
}
