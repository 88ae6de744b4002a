import type { Words } from '../languages/words.ts';
import type { AccountsView, MoversView } from '../sections/accounts.ts';
import type { ActionsView, ActionView } from '../sections/actions.ts';
import type { View } from '../view.ts';
import type { Cut } from '../writing/cut.ts';
import { table, titled, wrap } from './layout.ts';

type Lines = readonly string[];
type T = Words['t'];

export function textAccounts({ title, score_label, rows }: AccountsView, t: T): Lines {
  const [header = '', ...lines] = table([
    [t('Account'), t('MRR'), score_label],
    ...rows.shown.map((row) => [row.name, row.mrr, row.score.text]),
  ]);
  const body = rows.shown.flatMap((row, index) => {
    const why = row.csm === null ? row.reasons : `${row.csm}: ${row.reasons}`;
    return [lines[index] ?? '', ...wrap(why, '  ')];
  });
  return [...titled(title), ...(body.length > 0 ? [header, ...body] : []), ...more(rows.more)];
}

export function textMovers({ title, rows }: MoversView): Lines {
  const lines = table(rows.shown.map((row) => [row.name, row.amount.text]));
  const body = rows.shown.flatMap((row, index) => [lines[index] ?? '', ...wrap(row.what, '  ')]);
  return [...titled(title), ...body, ...more(rows.more)];
}

export function textActions({ title, rows, more: left }: ActionsView, t: T): Lines {
  return [...titled(title), ...rows.flatMap((row) => textAction(row, t)), ...more(left)];
}

export function textPlays({ plays_title, plays }: ActionsView): Lines {
  if (plays.length === 0) return [];
  const told = plays.flatMap(({ title, accounts, play, moves }) => [
    ...wrap(accounts === null ? title : `${title}: ${accounts}`, '  ', '- '),
    ...wrap(`${play} ${moves}`, '  '),
  ]);
  return [...titled(plays_title), ...told];
}

function textAction({ position, title, account, who, again, reason }: ActionView, t: T): Lines {
  const what = account === null ? title : `${account}: ${title}`;
  return [
    ...wrap(what, '   ', `${position}. `),
    ...wrap(who, '   '),
    ...wrap(again ?? '', '   '),
    ...wrap(t('Why: {0}', reason), '   '),
  ];
}

export function textWins({ title, rows }: View['wins']): Lines {
  return [...titled(title), ...textList(rows)];
}

export function textList(rows: Cut<string>): Lines {
  return [...rows.shown.flatMap((row) => wrap(row, '  ', '- ')), ...more(rows.more)];
}

export function more(line: string | null): Lines {
  return line === null ? [] : [line];
}
