import { mrrOf } from '../book.ts';
import type { Context } from '../context.ts';
import type { Action, Prose, Report } from '../model.ts';
import { counted } from '../words/figures.ts';
import { say } from '../words/say.ts';

/** What to do next, most MRR at stake first. */
export function actionsOf(fired: readonly Action[], context: Context): Report['actions'] {
  const shown = fired.slice(0, context.longest);
  return {
    title: titleOf(fired, context),
    rows: shown.map((action, i) => ({ ...action, play: playOf(action, shown.slice(0, i)) })),
    more: fired.length - shown.length,
  };
}

/** A play is told once; further accounts point to it. */
function playOf(action: Action, above: readonly Action[]): string {
  const told = above.find(({ playbook }) => playbook === action.playbook);
  return told === undefined
    ? action.play
    : `The same for ${action.account} as for ${told.account}.`;
}

function titleOf(fired: readonly Action[], context: Context): Prose {
  const [first] = fired;
  if (first === undefined) return say`Nothing is due: no rule asks for action`;
  const due = fired.map(({ due_on }) => due_on).sort()[0] ?? first.due_on;
  if (fired.length === 1) return say`One thing to do, by ${{ date: due }}`;
  const ids = new Set(fired.map(({ account_id }) => account_id));
  const mrr = mrrOf(
    context.customers.filter(({ account_id }) => ids.has(account_id)),
    context,
  );
  const stake = mrr ? say` over ${mrr} of MRR` : '';
  return say`${counted(fired.length, 'action')}${stake}, the first due ${{ date: due }}`;
}
