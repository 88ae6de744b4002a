import { stringify } from 'csv-stringify/sync';
import type { Action } from './model.ts';

const header = [
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
];

/** Every action that the rules fired, in the report's order; lists in the report show the first of them. */
export function actionsCsv(actions: readonly Action[]): string {
  const rows = actions.map((action) => [
    action.due_on,
    action.owner,
    action.account_id,
    action.account,
    action.mrr?.value,
    action.mrr?.currency,
    action.kind,
    action.playbook,
    action.title,
    action.play,
    action.moves,
  ]);
  return stringify([header, ...rows], {
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}
