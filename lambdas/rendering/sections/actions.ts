import type { Action, Report } from '../../reports/model.ts';
import { cut } from '../writing/cut.ts';
import type { Pen } from '../writing/pen.ts';

export interface ActionView {
  readonly position: string;
  readonly title: string;
  readonly account: string | null;
  readonly owner: string;
  readonly due: string;
  readonly mrr: string | null;
  readonly reason: string;
  readonly play: string;
  readonly moves: string;
}

export interface ActionsView {
  readonly title: string;
  /** The few that are told in full. */
  readonly first: readonly ActionView[];
  /** The others, a line each. */
  readonly later: readonly ActionView[];
  readonly more: string | null;
}

const toldInFull = 3;

export function actionsView(
  { title, rows, more }: Report['actions'],
  pen: Pen,
  longest: number,
): ActionsView {
  const views = rows.map((row, index) => actionView(row, index, pen));
  const list = cut(views, longest, 'actions.csv', more);
  return {
    title: pen.title(title),
    first: list.shown.slice(0, toldInFull),
    later: list.shown.slice(toldInFull),
    more: list.more,
  };
}

function actionView(action: Action, index: number, pen: Pen): ActionView {
  return {
    position: `${index + 1}`,
    title: pen.plain(action.title, 120),
    account: action.account === null ? null : pen.name(action.account),
    owner: pen.name(action.owner),
    due: pen.due(action.due_on),
    mrr: action.mrr === null ? null : pen.brief(action.mrr),
    reason: pen.prose(action.reason),
    play: pen.plain(action.play, 400),
    moves: pen.plain(action.moves, 80),
  };
}
