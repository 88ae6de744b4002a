import { type Score, type Scorecard, type ScoreId, scoreIds } from '../kpis/scores/scorecard.ts';
import { accountFields } from '../settings/playbooks.ts';
import { byMrr } from './book.ts';
import { type Cell, excelCsv } from './excel_csv.ts';

/** Days that stand for a login or touch that never was. */
const never = 36_500;

/** Signals told of each score. */
const mostSignals = 2;

/** Every account with its scores and facts as a file for Excel, most MRR first: the lists of a report in full. */
export function accountsCsv(accounts: readonly Scorecard[]): string {
  const sorted = [...accounts].sort(byMrr);
  const header = sorted[0] ? cellsOf(sorted[0]).map(([column]) => column) : ['account_id', 'name'];
  return excelCsv(header, rowsOf(sorted));
}

function* rowsOf(accounts: readonly Scorecard[]): Generator<readonly Cell[]> {
  for (const account of accounts) yield cellsOf(account).map(([, cell]) => cell);
}

function cellsOf(account: Scorecard): [string, Cell][] {
  const { mrr, opening_mrr, facts } = account;
  return [
    ['account_id', account.account_id],
    ['name', account.name],
    ['csm', account.csm],
    ['segment', account.segment],
    ['plan', account.plan],
    ['region', account.region],
    ['onboarding_model', account.onboarding_model],
    ['acquisition_channel', account.acquisition_channel],
    ['is_customer', account.is_customer],
    ['is_lost', account.is_lost],
    ['end_reason', account.end_reason],
    ['mrr', rounded(mrr)],
    ['mrr_change', mrr === null || opening_mrr === null ? null : rounded(mrr - opening_mrr)],
    ['tier', account.tier],
    ['previous_tier', account.previous_tier],
    ['at_risk', account.at_risk],
    ...scoreIds.flatMap((id) => scoreCells(id, account)),
    ...accountFields.map((field): [string, Cell] => [`fact_${field}`, factCell(facts[field])]),
  ];
}

const factCell = (fact: number | null): Cell =>
  fact !== null && fact >= never ? 'never' : rounded(fact);

function scoreCells(id: ScoreId, { scores, previous }: Scorecard): [string, Cell][] {
  return [
    [id, rounded(scores[id].value)],
    [`${id}_before`, rounded(previous[id])],
    [`${id}_share_present`, rounded(scores[id].present)],
    [`${id}_signals`, signalsOf(scores[id], id === 'customer_health_score')],
  ];
}

/** The signals that moved a score most: those that cost health, those that raised the others. */
function signalsOf({ readings }: Score, highIsGood: boolean): string {
  const push = ({ points, share }: Score['readings'][number]) =>
    share * (highIsGood ? 100 - points : points);
  return [...readings]
    .filter((reading) => push(reading) > 0)
    .sort((a, b) => push(b) - push(a))
    .slice(0, mostSignals)
    .map(
      ({ signal, value, points }) => `${signal} ${rounded(value)} (${Math.round(points)} points)`,
    )
    .join('; ');
}

/** Enough digits for any currency, too few for the noise of floating point. */
export function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toFixed(4));
}
