import type { Action } from '../../../reports/model.ts';
import type { Pen } from '../../writing/pen.ts';
import type { Formats } from '../formats.ts';
import { type Cell, numeric, prose, type Table, text } from '../table.ts';

/** All that the rules asked for, also what waits because its owner has enough to do. */
export function actions(rows: readonly Action[], pen: Pen, formats: Formats): Table {
  const { t } = pen;
  return {
    name: t('Actions'),
    fixed: 1,
    columns: [
      text(t('Action'), 38),
      text(t('Priority'), 12),
      numeric(t('Due'), 12),
      text(t('Owner'), 22),
      text(t('Account'), 30),
      numeric(t('MRR'), 14),
      prose(t('Why'), 50),
      prose(t('What to do'), 60),
      text(t('Moves'), 30),
      numeric(t('Asked for since'), 14),
      numeric(t('Periods in a row'), 10),
    ],
    rows: rows.map((action) => cellsOf(action, pen, formats)),
  };
}

function cellsOf(action: Action, pen: Pen, formats: Formats): Cell[] {
  const { mrr, streak } = action;
  return [
    pen.prose(action.title),
    action.given ? pen.t('now') : pen.t('can wait'),
    formats.date(action.due_on),
    pen.t(action.owner),
    action.account,
    mrr && formats.money(mrr.value, mrr.currency ?? null),
    pen.prose(action.reason),
    pen.prose(action.play),
    pen.t(action.moves),
    streak && formats.date(streak.since),
    streak && formats.number(streak.periods),
  ];
}
