import { describe, expect, it } from 'vitest';
import { scratchTables } from '../../../lambdas/adapters/athena/scratch_tables.ts';
import {
  folderOf,
  glueTableInput,
  partitionAt,
  warehouseTable,
  warehouseTables,
} from '../../../lambdas/adapters/athena/warehouse.ts';
import { type Subject, subjects } from '../../../lambdas/kpis/measures/subjects.ts';
import { dayTables } from '../../../lambdas/staging/by_day/tables.ts';
import { derivedTables, stagingSteps } from '../../../lambdas/staging/derived.ts';
import { tables } from '../../../lambdas/tables/catalogue.ts';
import { glueColumns } from '../../../lambdas/tables/engine_columns.ts';
import { known } from '../../naive/world.ts';

const glue = (name: string) =>
  glueTableInput(known(warehouseTable(name)), { database: 'pulse', lakeBucket: 'lake' });

describe('the warehouse', () => {
  it('has every canonical table staged and landed, every derived one, and all that is stored', () => {
    const stored = Object.entries<Subject>(subjects).flatMap(([name, subject]) =>
      subject.kind === 'query' && subject.stored ? [name] : [],
    );
    const unloaded = dayTables.map(({ name }) => `unloaded_${name}`);
    const current = ['current_accounts', 'current_account_links', 'current_contacts'];
    expect(scratchTables.map(({ name }) => name).sort()).toEqual(
      [...current, ...unloaded, 'account_identity', ...Object.keys(stagingSteps), ...stored].sort(),
    );
    expect(warehouseTables.map(({ name }) => name)).toEqual([
      ...tables.map(({ name }) => name),
      ...derivedTables.map(({ name }) => name),
      ...dayTables.map(({ name }) => `${name}_by_day`),
      ...tables.map(({ name }) => `landed_${name}`),
      ...scratchTables.map(({ name }) => name),
    ]);
  });

  it('never calls a partition as a column of the same table', () => {
    for (const { name, columns, partitions, location } of warehouseTables) {
      const names = columns.map((column) => column.name);
      expect(
        partitions.filter((key) => names.includes(key)).map((key) => `${name}.${key}`),
      ).toEqual([]);
      for (const key of partitions) expect(location).toContain(`\${${key}}`);
    }
  });

  it('finds the table and its partition by the folder', () => {
    const found = partitionAt('landed/leads/source=my exports/run=4f-1/');
    expect(found?.table.name).toBe('landed_leads');
    expect(found?.values).toEqual({ landed_source: 'my exports', landed_run: '4f-1' });
    const values = { snapshot: '2026-11-02.2' };
    expect(folderOf(known(warehouseTable('accounts')), values)).toBe(
      'staged/accounts/snapshot=2026-11-02.2/',
    );
    expect(partitionAt('staged/accounts/snapshot=1')?.values).toEqual({ snapshot: '1' });
    expect(partitionAt('staged/accounts/snapshot=1/a0')).toBeUndefined();
    expect(partitionAt('staged/snapshots')).toBeUndefined();
  });
});

describe('a table of the Glue catalogue', () => {
  it('projects its partitions from the query, so that nothing ever adds one', () => {
    const { databaseName, tableInput } = glue('landed_accounts');
    expect(databaseName).toBe('pulse');
    expect(tableInput.parameters).toMatchObject({
      'projection.enabled': 'true',
      'projection.landed_source.type': 'injected',
      'projection.landed_run.type': 'injected',
      'storage.location.template': `s3://lake/landed/accounts/source=\${landed_source}/run=\${landed_run}/`,
    });
    expect(tableInput.storageDescriptor.location).toBe('s3://lake/landed/accounts/');
    expect(tableInput.partitionKeys.map(({ name }) => name)).toEqual([
      'landed_source',
      'landed_run',
    ]);
  });

  it('reads landed rows as text, and fails at a line that it cannot read', () => {
    const { columns, serdeInfo } = glue('landed_events').tableInput.storageDescriptor;
    expect(new Set(columns.map(({ type }) => type))).toEqual(new Set(['string']));
    expect(columns.slice(-2).map(({ name }) => name)).toEqual(['_file', '_line']);
    expect(serdeInfo.parameters['ignore.malformed.json']).toBe('false');
  });

  it('has the types of the canonical table', () => {
    for (const table of tables) {
      expect(glue(table.name).tableInput.storageDescriptor.columns).toEqual(glueColumns(table));
    }
    const edges = glue('account_edges').tableInput.storageDescriptor.columns;
    expect(edges).toContainEqual({ name: 'has_paid_before', type: 'int' });
    expect(edges).toContainEqual({ name: 'opening', type: 'decimal(38,6)' });
  });

  it('stays within what Glue and Athena take', () => {
    for (const { name } of warehouseTables) {
      const { tableInput } = glue(name);
      expect(name).toMatch(/^[a-z][a-z0-9_]{0,254}$/);
      const names = tableInput.storageDescriptor.columns.map((column) => column.name);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});
