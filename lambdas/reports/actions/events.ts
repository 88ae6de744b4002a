import { rounded } from '../accounts_csv.ts';
import type { Action, Report } from '../model.ts';
import { inEnglish } from '../words/in_english.ts';

/** Raised when a field changes its meaning or goes; a new field does not raise it. */
const schema = 1;

/**
 * Every fired action as an event that other systems can take in, one JSON object a line. `id` is the same
 * in every run while the action is asked for. Of people it names the owner alone; money is in major units.
 */
export function actionEvents(
  actions: readonly Action[],
  { edition, period, as_of }: Pick<Report, 'edition' | 'period' | 'as_of'>,
): string {
  const run = { edition, period: period.label, as_of, cut_off: period.end };
  return actions.map((action) => `${JSON.stringify({ ...eventOf(action), ...run })}\n`).join('');
}

function eventOf(action: Action) {
  const { id, playbook, kind, title, owner, due_on, account_id, mrr, moves_kpi } = action;
  const { found, given, streak } = action;
  return {
    type: 'action.fired',
    schema,
    id,
    playbook,
    kind,
    title: inEnglish(title),
    owner,
    due_on,
    account_id,
    mrr: rounded(mrr?.value ?? null),
    currency: mrr?.currency ?? null,
    moves: moves_kpi,
    found: found.map((one) => ({ ...one, value: rounded(one.value) })),
    priority: given ? 'now' : 'can wait',
    first_period: streak?.first_period ?? null,
    asked_since: streak?.since ?? null,
    periods_in_a_row: streak?.periods ?? null,
  };
}
