import type { Kept, MapContext } from '../../source.ts';
import type { Cells } from '../shapes.ts';
import { dateCell, instantCell, integerCell, minorCell } from './cells.ts';

type Cell = string | null | undefined;

/** Cells of one record by field; a field that no setting names is unknown, and so is one that cannot be read. */
export interface Fields {
  text(field: string | undefined): Cell;
  instant(field: string | undefined): Cell;
  date(field: string | undefined): Cell;
  integer(field: string | undefined): Cell;
  boolean(field: string | undefined): boolean | null | undefined;
  /** Amount in major units, with the record's own currency or else that of the settings. */
  money(field: string | undefined): { readonly minor?: string; readonly currency?: string };
}

/** Notes name the field, never what stands in it. */
export function fieldsOf(
  object: string,
  table: string,
  { data }: Kept<Cells>,
  context: MapContext,
  currency: string | undefined,
): Fields {
  const note = (text: string) => context.note(table, `${object}: ${text}`);
  const text = (field: string | undefined): Cell => {
    if (field === undefined) return undefined;
    if (!(field in data)) note(`no field ${field}; its column stays empty`);
    return data[field];
  };
  const read = (field: string | undefined, parse: (cell: string) => string | undefined): Cell => {
    const cell = text(field);
    if (cell === null || cell === undefined) return cell;
    const parsed = parse(cell);
    if (parsed === undefined) note(`${field} cannot be read; its column stays empty`);
    return parsed;
  };
  return {
    text,
    instant: (field) => read(field, instantCell),
    date: (field) => read(field, dateCell),
    integer: (field) => read(field, integerCell),
    boolean: (field) => {
      const cell = read(field, (value) => (/^(true|false)$/.test(value) ? value : undefined));
      return typeof cell === 'string' ? cell === 'true' : cell;
    },
    money: (field) => moneyOf(field, text(field), data.CurrencyIsoCode ?? currency, note),
  };
}

function moneyOf(
  field: string | undefined,
  amount: Cell,
  currency: string | undefined,
  note: (text: string) => void,
): ReturnType<Fields['money']> {
  if (!amount) return {};
  if (!currency) {
    note('an amount without a currency; name it in exports.salesforce.currency');
    return {};
  }
  const minor = minorCell(amount, currency);
  if (minor !== undefined) return { minor, currency };
  note(`${field} is no amount of a known currency`);
  return {};
}
