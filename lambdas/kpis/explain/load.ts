import type { Engine, QueryText } from '../../ports.ts';
import { type AnyRelation, type Relation, withRelations } from '../../tables/relations.ts';
import type { Evaluation, Grounds } from '../evaluation.ts';
import { windowNames } from '../measures/windows.ts';
import { type LoadedRows, measuredFromRows, NotLoaded, type Place } from './loaded_rows.ts';
import { rowsText } from './row_source.ts';

/** A measured snapshot: the engine still holds what the measures stored. */
export interface Explaining {
  readonly engine: Engine;
  readonly queryText: QueryText;
  readonly evaluation: Grounds;
  /** Windows, rates and settings, as the measures read them. */
  readonly relations: readonly AnyRelation[];
}

/**
 * Runs a formula on sums of rows instead of measures. Formulas say what they need only by looking at it, so
 * each look at rows that are not there loads them and starts anew; it ends when all that it looks at is there.
 */
export async function overRows<T>(
  step: Explaining,
  formula: (evaluation: Evaluation) => T,
): Promise<{ readonly result: T; readonly loaded: readonly LoadedRows[] }> {
  const loaded = new Map<string, LoadedRows>();
  for (;;) {
    try {
      const result = formula({ ...step.evaluation, measured: measuredFromRows(loaded) });
      return { result, loaded: [...loaded.values()] };
    } catch (error) {
      if (!(error instanceof NotLoaded)) throw error;
      const { source, place } = error;
      loaded.set(source.name, await load(step, loaded.get(source.name), { source, place }));
    }
  }
}

/** The rows of a source at the places known so far and at one more. */
async function load(
  { engine, queryText, relations }: Explaining,
  before: LoadedRows | undefined,
  { source, place }: Pick<NotLoaded, 'source' | 'place'>,
): Promise<LoadedRows> {
  const places = [...(before?.places ?? []), place];
  const text = await rowsText(source, queryText);
  const sql = withRelations(text, [...relations.map(only(places)), ...asked(places)]);
  return { source, places, rows: await engine.query(sql), sql, groups: new Map() };
}

/** Of what has windows, those of the periods that are looked at: a rule may see several of one. */
const only =
  (places: readonly Place[]) =>
  (relation: AnyRelation): AnyRelation => {
    if ('query' in relation || !('window_id' in relation.columns)) return relation;
    const periods = new Set(places.map(({ windowId }) => periodNoOf(windowId ?? -1)));
    const isOf = (row: Relation['rows'][number]) => periods.has(periodNoOf(Number(row.window_id)));
    return { ...relation, rows: relation.rows.filter(isOf) };
  };

const periodNoOf = (windowId: number) => Math.floor(windowId / windowNames.length);

function asked(places: readonly Place[]): readonly Relation[] {
  const parts = new Map(
    places.map(({ dimension, value }) => [`${dimension}\u0000${value}`, { dimension, value }]),
  );
  return [
    {
      name: 'asked_parts',
      columns: { dimension: 'varchar', value: 'varchar' },
      rows: [...parts.values()],
    },
    {
      name: 'asked_windows',
      columns: { window_id: 'bigint' },
      rows: [...new Set(places.map(({ windowId }) => windowId))].map((window_id) => ({
        window_id,
      })),
    },
    {
      name: 'asked_facts',
      columns: { fact: 'varchar' },
      rows: [...new Set(places.map(({ fact }) => fact))].map((fact) => ({ fact })),
    },
  ];
}
