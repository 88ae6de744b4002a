import { remembered } from '../../kpis/remembered.ts';
import type { Score, Scorecard } from '../../kpis/scores/scorecard.ts';
import { factNumber } from '../../reports/words/fact_numbers.ts';
import { signalWords } from '../../reports/words/score_signals.ts';
import type { Toned } from '../writing/tone.ts';
import { toned } from '../writing/tone.ts';
import {
  type AccountAction,
  type AccountShelf,
  accountAnchor,
  isTold,
  type Numbered,
  toldFacts,
  toldScores,
} from './account_shelf.ts';
import { type LineView, lineView } from './line.ts';
import { scoreName } from './score_names.ts';

/** An account as its page shows it; every word is ready. */
export interface AccountView {
  readonly anchor: string;
  readonly name: string;
  readonly id: string;
  readonly facts: readonly { readonly name: string; readonly text: string }[];
  readonly standing: Toned;
  readonly mrr: LineView | null;
  readonly scores: LineView | null;
  readonly history: TableView | null;
  readonly signals: TableView | null;
  readonly readings: readonly ReadingsView[];
  readonly actions: readonly ActionView[];
}

interface TableView {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly period: string; readonly cells: readonly string[] }[];
}

interface ReadingsView {
  readonly score: string;
  readonly value: string;
  readonly signals: readonly {
    readonly signal: string;
    readonly is: string;
    readonly points: string;
  }[];
}

interface ActionView {
  readonly title: string;
  readonly by: string;
  readonly play: string;
}

/** Nothing but its name of an account that never was a customer in the trend. */
export function accountView({ n, account }: Numbered, shelf: AccountShelf): AccountView {
  const told = account.history.some(isTold);
  const drawn = told ? drawings(account, shelf) : { mrr: null, scores: null };
  return {
    anchor: accountAnchor(n),
    name: shelf.pen.name(account.name),
    id: shelf.pen.plain(account.account_id, 80),
    facts: attributes(account, shelf),
    standing: standingOf(account, shelf),
    ...drawn,
    history: told ? historyOf(account, shelf) : null,
    signals: told ? signalsOf(account, shelf) : null,
    readings: told ? toldScores.flatMap((id) => readingsOf(id, account.scores[id], shelf)) : [],
    actions: (shelf.actions.get(account.account_id) ?? []).map((one) => actionView(one, shelf)),
  };
}

function attributes(account: Scorecard, { pen, words }: AccountShelf) {
  const { csm, segment, plan, region, acquisition_channel: channel } = account;
  const named: readonly (readonly [string, string | null])[] = [
    [words.t('CSM'), csm],
    [words.t('Segment'), segment],
    [words.t('Plan'), plan],
    [words.t('Region'), region],
    [words.t('Channel'), channel],
  ];
  return named.flatMap(([name, text]) => (text === null ? [] : [{ name, text: pen.name(text) }]));
}

function standingOf(account: Scorecard, { pen, words, currency }: AccountShelf): Toned {
  const { is_customer, is_lost, end_reason, at_risk, mrr } = account;
  if (is_lost) {
    const reason = end_reason === null ? words.t('no reason given') : pen.plain(end_reason, 80);
    return toned(words.t('Lost in this period: {0}', reason), 'bad');
  }
  if (!is_customer) return toned(words.t('No customer at closing'), 'neutral');
  const paid = mrr === null ? words.t('unknown') : pen.brief(moneyOf(mrr, currency));
  if (at_risk) return toned(words.t('At risk, pays {0} a month', paid), 'bad');
  return toned(words.t('Customer, pays {0} a month', paid), 'neutral');
}

const moneyOf = (value: number, currency: string | null) => ({
  ...{ value, unit: 'money' },
  ...(currency === null ? {} : { currency }),
});

function drawings({ history }: Scorecard, { pen, words, currency }: AccountShelf) {
  const ends = {
    from: pen.period(history[0]?.period ?? '', 'short'),
    to: pen.period(history.at(-1)?.period ?? '', 'short'),
    target: null,
  };
  return {
    mrr: lineView({
      ...ends,
      words: words.t('MRR, period by period'),
      series: [history.map(({ mrr }) => mrr)],
      write: (value) => pen.brief(moneyOf(value, currency)),
    }),
    scores: lineView({
      ...ends,
      words: words.t('Health and churn risk from 0 to 100, period by period'),
      series: [
        history.map(({ scores }) => scores.customer_health_score),
        history.map(({ scores }) => scores.churn_risk_score),
      ],
      bounds: [0, 100],
      write: (value) => pen.brief({ value, unit: 'count' }),
    }),
  };
}

/** From 0 to 100 every locale writes whole numbers alike, and there are hundreds of an account. */
const whole = (value: number | null) => (value === null ? '–' : String(Math.round(value)));

function historyOf({ history }: Scorecard, { pen, words, currency }: AccountShelf): TableView {
  // Most accounts pay the same for months, and writing money is what takes long.
  const money = remembered((value: number) => pen.brief(moneyOf(value, currency)));
  return {
    columns: [words.t('MRR'), ...toldScores.map((id) => scoreName(id, words))],
    rows: history.toReversed().map(({ period, mrr, scores }) => ({
      period: pen.period(period, 'short'),
      cells: [mrr === null ? '–' : money(mrr), ...toldScores.map((id) => whole(scores[id]))],
    })),
  };
}

/** What was measured at each cut-off, newest first, without what was never known. */
function signalsOf({ history }: Scorecard, { pen, currency }: AccountShelf): TableView | null {
  const rows = history.toReversed().map(({ period, facts }) => ({ period, facts }));
  const known = toldFacts.filter((field) => rows.some(({ facts }) => facts[field] !== null));
  if (known.length === 0) return null;
  const writers = known.map((field) => {
    const { name, write } = factNumber(field);
    const written = remembered((value: number) => pen.prose(write(value, currency), 40));
    return { field, name, written };
  });
  return {
    columns: writers.map(({ name }) => pen.prose(name, 60)),
    rows: rows.map(({ period, facts }) => ({
      period: pen.period(period, 'short'),
      cells: writers.map(({ field, written }) => {
        const value = facts[field];
        return value === null ? '–' : written(value);
      }),
    })),
  };
}

/** The signals of a score, the heaviest first. */
function readingsOf(
  id: Parameters<typeof scoreName>[0],
  { value, readings }: Score,
  { pen, words }: AccountShelf,
): ReadingsView[] {
  if (readings.length === 0) return [];
  const number = (amount: number) => pen.brief({ value: amount, unit: 'count' });
  return [
    {
      score: scoreName(id, words),
      value: value === null ? words.t('not measurable') : whole(value),
      signals: [...readings]
        .sort((a, b) => b.share - a.share)
        .map((reading) => ({
          signal: pen.prose(signalWords(reading.signal)),
          is: reading.value >= 36_500 ? words.t('never') : number(reading.value),
          points: whole(reading.points),
        })),
    },
  ];
}

function actionView(action: AccountAction, { pen, words }: AccountShelf): ActionView {
  const [owner, due] = [pen.name(action.owner), pen.date(action.due_on)];
  return {
    title: pen.prose(action.title, 160),
    by: action.is_given ? words.t('{0} by {1}', owner, due) : words.t('{0}, can wait', owner),
    play: pen.prose(action.play, 480),
  };
}
