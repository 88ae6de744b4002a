import { mrrOf } from '../book.ts';
import type { Context } from '../context.ts';
import type { Action, Prose, Report } from '../model.ts';
import { counted } from '../words/figures.ts';
import { fixed, say } from '../words/say.ts';

/** KPIs that the report asks a team to act on; they come after the accounts, beyond their number. */
const mostKpis = 2;

/** What to do next, most MRR at stake first. */
export function actionsOf(fired: readonly Action[], context: Context): Report['actions'] {
  const given = fired.filter((action) => action.given);
  const isOfAccount = ({ account_id }: Action) => account_id !== null;
  const shown = [
    ...given.filter(isOfAccount).slice(0, context.longest),
    ...given.filter((action) => !isOfAccount(action)).slice(0, mostKpis),
  ];
  return {
    title: titleOf(given, context),
    rows: shown.map((action, i) => ({ ...action, play: playOf(action, shown.slice(0, i)) })),
    more: given.length - shown.length,
    waiting: fired.length - given.length,
  };
}

/** A play is told once; further accounts point to it. */
function playOf(action: Action, above: readonly Action[]): Action['play'] {
  const told = above.find(({ playbook }) => playbook === action.playbook);
  if (told === undefined || action.account === null) return action.play;
  return say`The same for ${action.account} as for ${told.account ?? fixed(told.title)}.`;
}

function titleOf(given: readonly Action[], context: Context): Prose {
  const [first] = given;
  if (first === undefined) return say`Nothing is due: no rule asks for action`;
  const due = given.map(({ due_on }) => due_on).sort()[0] ?? first.due_on;
  if (given.length === 1) return say`One thing to do, by ${{ date: due }}`;
  const ids = new Set(given.map(({ account_id }) => account_id));
  const mrr = mrrOf(
    context.customers.filter(({ account_id }) => ids.has(account_id)),
    context,
  );
  const stake = mrr && mrr.value > 0 ? say` over ${mrr} of MRR` : '';
  return say`${counted(given.length, 'action')}${stake}, the first due ${{ date: due }}`;
}
