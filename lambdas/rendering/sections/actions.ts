import type { Action, Report } from '../../reports/model.ts';
import { whole } from '../writing/clean.ts';
import type { Pen } from '../writing/pen.ts';

export interface ActionView {
  readonly position: string;
  /** The first three decide the week; the others take less room. */
  readonly first: boolean;
  readonly title: string;
  readonly account: string | null;
  /** Who, by when, and over how much. */
  readonly who: string;
  /** For how long it has been asked for; null where it is new. */
  readonly again: string | null;
  readonly reason: string;
}

/** How an action is done, told once for all accounts that it is asked for. */
export interface PlayView {
  readonly title: string;
  readonly accounts: string | null;
  readonly play: string;
  readonly moves: string;
}

export interface ActionsView {
  readonly title: string;
  readonly rows: readonly ActionView[];
  readonly more: string | null;
  readonly plays_title: string;
  readonly plays: readonly PlayView[];
}

const firstFew = 3;

export function actionsView(
  { actions: { title, rows, more, waiting }, edition }: Report,
  pen: Pen,
  longest: number,
): ActionsView {
  const shown = rows.slice(0, longest);
  // Executives read what is done; how it is done with an account is for those who do it.
  const isForLeaders = edition === 'quarterly';
  const plays = playsOf(shown, pen).filter(({ accounts }) => !isForLeaders || accounts === null);
  return {
    title: pen.title(title),
    rows: shown.map((row, index) => actionView(row, index, pen)),
    more: left(rows.length - shown.length + more, waiting, pen),
    plays_title: isForLeaders
      ? pen.t('What the teams should look into')
      : pen.t(
          '{0} {1:play covers the actions above|plays cover the actions above}',
          pen.count(plays.length),
          plays.length,
        ),
    plays,
  };
}

/** Those for now are told apart from those that wait, so that the title's number adds up. */
function left(more: number, waiting: number, pen: Pen): string | null {
  if (waiting === 0)
    return more === 0 ? null : pen.t('… and {0} more in {1}', pen.count(more), 'actions.csv');
  if (more === 0) return pen.t('… and {0} that can wait, in actions.csv', pen.count(waiting));
  return pen.t(
    '… and {0} more for now and {1} that can wait, in actions.csv',
    pen.count(more),
    pen.count(waiting),
  );
}

function actionView(action: Action, index: number, pen: Pen): ActionView {
  const { account, owner, due_on, mrr, again } = action;
  const by = pen.t('{0} by {1}', pen.name(pen.t(owner)), pen.due(due_on));
  return {
    position: `${index + 1}`,
    first: index < firstFew,
    title: pen.prose(action.title, 120),
    account: account === null ? null : pen.name(account),
    who: mrr === null ? by : `${by} · ${whole(pen.t('{0} MRR', pen.brief(mrr)))}`,
    again: again === null ? null : pen.prose(again, 120),
    reason: pen.prose(action.reason),
  };
}

function playsOf(rows: readonly Action[], pen: Pen): PlayView[] {
  const first = rows.filter(
    ({ playbook }, index) => rows.findIndex((row) => row.playbook === playbook) === index,
  );
  return first.map(({ playbook, title, play, moves }) => ({
    title: pen.prose(title, 120),
    accounts: accountsOf(playbook, rows, pen),
    play: pen.prose(play, 400),
    moves: pen.t('Moves {0}.', pen.prose(moves, 80)),
  }));
}

function accountsOf(playbook: string, rows: readonly Action[], pen: Pen): string | null {
  const names = rows.flatMap((row) =>
    row.playbook === playbook && row.account !== null ? [pen.name(row.account)] : [],
  );
  return names.length === 0 ? null : pen.plain(names.join(', '), 200);
}
