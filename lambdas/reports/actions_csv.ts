import { rounded } from './accounts_csv.ts';
import { excelCsv } from './excel_csv.ts';
import type { Action } from './model.ts';
import { inEnglish } from './words/in_english.ts';

const header = [
  'priority',
  'due_on',
  'owner',
  'account_id',
  'account',
  'mrr',
  'currency',
  'kind',
  'playbook',
  'title',
  'play',
  'moves',
  'asked_since',
  'periods_in_a_row',
  'id',
];

/** Every action that the rules fired, in the report's order; lists in the report show the first of them. */
export function actionsCsv(actions: readonly Action[]): string {
  const rows = actions.map((action) => [
    action.given ? 'now' : 'can wait',
    action.due_on,
    action.owner,
    action.account_id,
    action.account,
    rounded(action.mrr?.value ?? null),
    action.mrr?.currency,
    action.kind,
    action.playbook,
    inEnglish(action.title),
    inEnglish(action.play),
    action.moves,
    action.streak?.since,
    action.streak?.periods,
    action.id,
  ]);
  return excelCsv(header, rows);
}
