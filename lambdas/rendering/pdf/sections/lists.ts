import type { Words } from '../../languages/words.ts';
import type { AccountsView } from '../../sections/accounts.ts';
import type { ActionView } from '../../sections/actions.ts';
import type { AttributionView } from '../../sections/attributions.ts';
import type { View } from '../../view.ts';
import { listSection, type Section, section } from '../chapters.ts';
import { head, headRight, moreLine, named, right, table, toneColour } from '../look.ts';
import { type StackNode, write } from '../nodes.ts';

export function attributions({ attributions: view, words }: View): Section[] {
  if (view === null) return [];
  return [
    section(words.t('Why it moved'), view.title, [
      ...view.kpis.shown.map(explanation),
      ...moreLine(view.kpis.more),
    ]),
  ];
}

function explanation({ claim, parts, total, change }: AttributionView): StackNode {
  const rows = parts.map(({ name, detail, effect }) => [
    named(name, detail),
    right(effect.text, toneColour(effect)),
  ]);
  const sum = [write(total, 'strong'), { ...right(change), bold: true }];
  return {
    stack: [
      write(claim, 'body', { margin: [0, 4, 0, 4] }),
      table(['*', 100], null, [...rows, sum]),
    ],
    margin: [0, 0, 0, 10],
    unbreakable: true,
  };
}

export function accounts(eyebrow: string, view: AccountsView, { t }: Words): Section[] {
  const rows = view.rows.shown.map(({ name, csm, reasons, mrr, score }) => [
    named(name, [csm, reasons].filter((words) => words !== null && words !== '').join(' · ')),
    right(mrr),
    right(score.text, toneColour(score)),
  ]);
  const header = [head(t('Account')), headRight('MRR'), headRight(view.score_label)];
  const parts = rows.length === 0 ? [] : [table(['*', 80, 70], header, rows)];
  return [listSection(eyebrow, view.title, [...parts, ...moreLine(view.rows.more)], rows.length)];
}

/** What moved the revenue, one change after the other. */
export function movers({ movers: view, words }: View): Section[] {
  if (view === null) return [];
  const rows = view.rows.shown.map(({ name, what, amount }) => [
    named(name, what),
    right(amount.text, toneColour(amount)),
  ]);
  const parts = rows.length === 0 ? [] : [table(['*', 100], null, rows)];
  const list = [...parts, ...moreLine(view.rows.more)];
  return [listSection(words.t('What moved it'), view.title, list, rows.length)];
}

export function actions({ actions: view, words }: View): Section[] {
  const { t } = words;
  const last = view.rows.length - 1;
  const rows = view.rows.map((row, n) => [
    write(row.position, 'strong'),
    // Below the table it could be all that a page holds.
    whatToDo(row, n === last ? view.more : null),
    write(row.who, 'cell'),
  ]);
  const header = [head('#'), head(t('Action')), head(t('Who, by when'))];
  const parts = rows.length === 0 ? [] : [table([14, '*', 150], header, rows)];
  const others = rows.length === 0 ? moreLine(view.more) : [];
  return [section(t('What to do'), view.title, [...parts, ...others])];
}

function whatToDo({ account, title, reason, again }: ActionView, more: string | null): StackNode {
  const name = account === null ? title : `${account}: ${title}`;
  const why = [...(again === null ? [] : [again]), reason].join(' · ');
  return { stack: [write(name, 'strong'), write(why, 'note'), ...moreLine(more)] };
}

/** How it is done, told once for all accounts that it is asked for. */
export function plays({ actions: view, words }: View): Section[] {
  if (view.plays.length === 0) return [];
  const rows = view.plays.map(({ title, accounts: names, play, moves }) => [
    named(title, names),
    { stack: [write(play, 'body'), write(moves, 'note')] },
  ]);
  return [section(words.t('How to do it'), view.plays_title, [table([150, '*'], null, rows)])];
}
