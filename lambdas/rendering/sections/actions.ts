import type { Action, Report } from '../../reports/model.ts';
import type { Pen } from '../writing/pen.ts';

export interface ActionView {
  readonly position: string;
  /** With its play; the others take a line or two. */
  readonly in_full: boolean;
  readonly title: string;
  readonly account: string | null;
  readonly owner: string;
  readonly due: string;
  readonly mrr: string | null;
  /** For how long it has been asked for; null where it is new. */
  readonly again: string | null;
  readonly reason: string;
  readonly play: string;
  readonly moves: string;
}

export interface ActionsView {
  readonly title: string;
  readonly rows: readonly ActionView[];
  readonly more: string | null;
}

const toldInFull = 3;

export function actionsView(
  { title, rows, more, waiting }: Report['actions'],
  pen: Pen,
  longest: number,
): ActionsView {
  const shown = rows.slice(0, longest);
  return {
    title: pen.title(title),
    rows: shown.map((row, index) => actionView(row, index, pen)),
    more: left(rows.length - shown.length + more, waiting, pen),
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
  return {
    position: `${index + 1}`,
    // A play about a KPI stands nowhere else in the report.
    in_full: index < toldInFull || action.account === null,
    title: pen.plain(action.title, 120),
    account: action.account === null ? null : pen.name(action.account),
    owner: pen.name(action.owner),
    due: pen.due(action.due_on),
    mrr: action.mrr === null ? null : pen.brief(action.mrr),
    again: action.again === null ? null : pen.prose(action.again, 120),
    reason: pen.prose(action.reason),
    play: pen.plain(action.play, 400),
    moves: pen.plain(action.moves, 80),
  };
}
