import type { AccountCard, Report } from '../../reports/model.ts';
import { unorphaned } from '../writing/clean.ts';
import { type Cut, cut } from '../writing/cut.ts';
import type { Pen } from '../writing/pen.ts';
import { type Toned, toned } from '../writing/tone.ts';

interface AccountRow {
  readonly name: string;
  readonly csm: string | null;
  /** Why it is on the list, the strongest reason first. */
  readonly reasons: string;
  readonly mrr: string;
  readonly score: Toned;
}

export interface AccountsView {
  readonly title: string;
  /** What the score column holds, e.g. "Churn risk". */
  readonly score_label: string;
  readonly rows: Cut<AccountRow>;
}

export function accountsView(list: Report['risks'], pen: Pen, longest: number): AccountsView {
  const mrr = pen.amounts(list.accounts.map((account) => account.mrr));
  const scores = pen.column(list.accounts.map((account) => account.score));
  const rows = list.accounts.map((account, index) => ({
    name: pen.name(account.name),
    csm: account.csm === null ? null : pen.name(account.csm),
    reasons: unorphaned(pen.plain(account.reasons.map((row) => pen.prose(row)).join('; '), 300)),
    mrr: mrr[index] ?? '–',
    score: toned(scores[index] ?? '–', account.tone),
  }));
  return {
    title: pen.title(list.title),
    score_label: scoreLabel(list.accounts, pen),
    rows: cut(rows, longest, 'accounts.csv', pen, list.more),
  };
}

function scoreLabel(accounts: readonly AccountCard[], pen: Pen): string {
  const labels = new Set(accounts.map((account) => pen.prose(account.score_label, 30)));
  const [only] = labels;
  return labels.size > 1 || only === undefined ? pen.t('Score') : only;
}

interface MoverRow {
  readonly name: string;
  readonly what: string;
  readonly amount: Toned;
}

export interface MoversView {
  readonly title: string;
  readonly rows: Cut<MoverRow>;
}

export function moversView(
  movers: NonNullable<Report['movers']>,
  pen: Pen,
  longest: number,
): MoversView {
  const amounts = pen.amounts(movers.rows.map(({ amount }) => ({ ...amount, signed: true })));
  const rows = movers.rows.map((row, index) => ({
    name: pen.name(row.name),
    what: pen.prose(row.what, 120),
    amount: toned(amounts[index] ?? '–', row.tone),
  }));
  return { title: pen.title(movers.title), rows: cut(rows, longest, 'accounts.csv', pen) };
}
