import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { mrrOf } from '../book.ts';
import type { Context } from '../context.ts';
import type { Action, Said } from '../model.ts';
import { fixed, say } from '../words/say.ts';
import { againWords } from '../words/streak_words.ts';
import { type Asked, askedAt, givenOf } from './asked.ts';
import { reasonOf } from './reasons.ts';
import { streaks } from './streaks.ts';

/** Every action that the rules ask for at the report's cut-off, in the order in which they are told. */
export function firedActions(context: Context): Action[] {
  const asked = askedAt(context, 0);
  const given = givenOf(asked, context);
  const streakOf = streaks(context);
  return asked.map((one) => actionOf(one, given.has(one), streakOf(one), context));
}

function actionOf(
  asked: Asked,
  given: boolean,
  streak: Action['streak'],
  context: Context,
): Action {
  const { playbook, key, owner, found } = asked;
  const { id, play, moves, kind, due_in_days } = playbook;
  return {
    id: idOf(key, streak),
    playbook: id,
    title: titleOf(asked),
    owner,
    due_on: workingDay(context.period.end, due_in_days),
    ...accountOf(asked, context),
    reason: reasonOf(asked, context),
    play,
    moves: context.kpis.find((kpi) => kpi.id === moves)?.label ?? moves.replaceAll('_', ' '),
    moves_kpi: moves,
    kind,
    found: [...found],
    given,
    streak,
    again: againWords(streak, context),
  };
}

function titleOf(asked: Asked): Said {
  const { title } = asked.playbook;
  const part = asked.about === 'kpi' ? asked.segment : null;
  return part === null ? title : say`${fixed(title)}: ${part.value}`;
}

function accountOf(asked: Asked, context: Context) {
  if (asked.about === 'kpi') return { account_id: null, account: null, mrr: null };
  const { account } = asked;
  const { account_id, name } = account;
  return { account_id, account: name, mrr: mrrOf([account], context) };
}

/**
 * Stays while the action is asked for. Where the data does not show its beginning the id is that of a
 * standing action; one that outlasts the trend gets that id then.
 */
function idOf(key: string, streak: Action['streak']): string {
  const subject = [key, streak?.first_period ?? 'standing'].join('\u0000');
  return createHash('sha256').update(subject).digest('hex').slice(0, 16);
}

/** Nobody is asked for anything on a weekend. */
function workingDay(end: string, inDays: number): string {
  const day = Temporal.PlainDate.from(end).add({ days: inDays });
  const monday = day.dayOfWeek > 5 ? 8 - day.dayOfWeek : 0;
  return day.add({ days: monday }).toString();
}
