import { createHash } from 'node:crypto';
import { OurBug } from '../../errors.ts';
import { inLanes } from '../../lanes.ts';
import type { DayFolder, Engine, Row } from '../../ports.ts';
import { dayTable } from '../../staging/by_day/tables.ts';
import { daysOf } from '../../staging/versions.ts';
import { folderOfDays, oneOf, readDays, tableOfDays } from './days.ts';
import { type Athena, runStatement } from './executions.ts';
import { openExpected } from './expected.ts';
import { openLedger } from './ledger.ts';
import {
  landedPartition,
  type Partition,
  readLanded,
  readNothing,
  readPartition,
} from './reads.ts';
import { namingRelations } from './relations_in_use.ts';
import { readResults } from './results.ts';
import { unload } from './unloading.ts';
import { folderOf, partitionAt, warehouseTable, warehouseTables } from './warehouse.ts';
import type { AthenaWorld } from './world.ts';

/**
 * Athena over the tables of `warehouse.ts`. Nothing is created at run time: a relation in use is a CTE that
 * reads one folder of a table. Throws OurBug, BadSettings or VendorDown.
 */
export function openAthena(world: AthenaWorld): Engine {
  const { lake, database, scope } = world;
  if (!/^[\w-]+$/.test(scope)) throw new OurBug(`"${scope}" cannot be the scope of queries`);
  const ledger = openLedger(world.budgetBytes, world.bytesSpent ?? 0);
  const { patience = 600_000, deadline } = world;
  const athena: Athena = { ...world, patience, deadline, ledger };
  const inUse = new Map<string, string>();
  const expected = openExpected(world.budgetBytes === undefined ? undefined : world.sizes);
  const named = (sql: string) => namingRelations(sql, inUse);

  const use = async (partition: Partition) => {
    const { name, columns } = partition.table;
    const holdsFiles = (await lake.list(folder(partition))).length > 0;
    expected.use(name, folder(partition), [folder(partition)]);
    inUse.set(name, holdsFiles ? readPartition(database, partition) : readNothing(columns));
  };
  const setDays = (name: string, read: string, days: readonly DayFolder[]) => {
    const folders = days.map((day) => folderOfDays(name, day));
    expected.use(name, `staged/${name}/day=`, folders);
    inUse.set(name, read);
  };
  const write = async (partition: Partition, query: string, sql: string) =>
    unload(athena, {
      ...{ lake, query, sql, most: await expected.of(query) },
      folder: folder(partition),
      columns: partition.table.columns,
    });

  const read = async function* (sql: string) {
    const text = named(sql);
    const statement = { query: sql, text: () => text, most: await expected.of(sql) };
    const { execution } = await runStatement(athena, statement);
    yield* readResults(athena, execution.QueryExecutionId ?? '');
  };

  return {
    query: async (sql) => {
      const rows: Row[] = [];
      for await (const row of read(sql)) rows.push(row);
      return rows;
    },
    read,
    store: async (relation, query) => {
      const sql = named(query);
      const partition = scratch(relation, scope, sql);
      await write(partition, query, sql);
      await use(partition);
    },
    useLanded: async (relation, columns, keys) => {
      const folders = [...new Set(keys.map((key) => key.replace(/[^/]*$/, '')))];
      const reads = folders.map(async (below) => {
        const lying = keys.filter((key) => key.startsWith(below));
        const partition = await landedPartition(lying, (folder) => lake.list(folder));
        return readLanded(database, partition, columns);
      });
      const read = (await Promise.all(reads)).join('\nunion all\n');
      expected.use(relation, folders[0]?.replace(/source=.*/, '') ?? '', folders);
      inUse.set(relation, keys.length > 0 ? read : readNothing(columns));
    },
    unload: async (folder, query) => {
      const partition = partitionAt(folder);
      if (!partition) throw new OurBug(`no table of the warehouse lies at ${folder}`);
      await write(partition, query, named(query));
    },
    useSnapshot: async (snapshot, only) => {
      const staged = warehouseTables.filter(({ partitions }) => partitions.includes('snapshot'));
      const wanted = staged.filter(({ name }) => only?.includes(name) ?? true);
      const days = wanted.some(({ name }) => dayTable(name))
        ? await daysOf(lake, snapshot)
        : undefined;
      await Promise.all(
        wanted.map(async (table) => {
          if (!days || !dayTable(table.name)) return use({ table, values: { snapshot } });
          setDays(table.name, readDays(database, table.name, days, table.columns), days);
        }),
      );
    },
    useDays: async (name, days) => {
      setDays(name, readDays(database, name, days), days);
    },
    unloadDays: async (name, days, query) => {
      const relation = `unloaded_${name}`;
      const sql = named(query);
      const partition = scratch(relation, scope, sql);
      await write(partition, query, sql);
      const { columns } = partition.table;
      const holdsFiles = (await lake.list(folder(partition))).length > 0;
      expected.use(relation, folder(partition), [folder(partition)]);
      const stored = holdsFiles ? readPartition(database, partition) : readNothing(columns);
      await inLanes(days, daysAtOnce, async (day) => {
        const own = oneOf(relation, name, day, query);
        const text = namingRelations(own, new Map([[relation, stored]]));
        const { columns } = tableOfDays(name);
        const unloading = { lake, query: own, sql: text, columns, most: await expected.of(own) };
        await unload(athena, { ...unloading, folder: folderOfDays(name, day) });
      });
    },
    costs: ledger.costs,
  };
}

/** Statements of as many days run side by side. */
export const daysAtOnce = 8;

const folder = ({ table, values }: Partition) => folderOf(table, values);

/** A relation that is stored twice, as for two snapshots, is two folders: neither life finds the other's gone. */
function scratch(relation: string, scope: string, sql: string): Partition {
  const table = warehouseTable(relation);
  if (table?.partitions[0] !== 'run') {
    throw new OurBug(
      `${relation} is no relation that Athena can store: scratch_tables.ts has none`,
    );
  }
  const hash = createHash('sha256').update(sql).digest('hex');
  return { table, values: { run: `${scope}-${hash.slice(0, 8)}` } };
}
