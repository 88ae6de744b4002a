import { type Report, report as schema, type Tile } from '../../lambdas/reports/model.ts';
import type { Reader } from '../../lambdas/settings/schema.ts';
import { monthly, quarterly, reader, weekly } from '../documents_fixture.ts';
import { count, percent, usd } from './figures_fixture.ts';
import { attributions, told } from './told_fixture.ts';

/** Reports that go wrong where ordinary ones do not. */

export interface Variant {
  readonly report: Report;
  readonly reader: Reader;
}

const nothing = { title: ['Nothing to show'], accounts: [], more: 0 };

/** Exports that hold no rows yet: every KPI is unmeasured and every list empty. */
export const unmeasurable: Report = {
  ...monthly,
  ...told.none,
  currency: null,
  subject: ['No KPI could be measured'],
  preheader: ['The exports of October hold no rows yet.'],
  headline: ['Nothing could be measured in October'],
  summary: [],
  tiles: monthly.tiles.map((tile, index) => ({
    ...tile,
    status: index % 2 === 0 ? 'not_measurable' : 'no_data_source',
    value: null,
    reason: 'No subscription was running at the start of the period.',
    change: null,
    target: null,
    trend: tile.trend.map(() => null),
    sample: null,
    interval: null,
  })),
  movers: null,
  bridge: null,
  cohorts: null,
  health: null,
  scatter: null,
  risks: nothing,
  expansions: nothing,
  actions: { title: ['Nothing to do'], rows: [], more: 0, waiting: 0 },
  follow_up: null,
  track_record: null,
  wins: { title: ['No wins recorded'], rows: [] },
  definitions: [],
};

/** The first report of a company: nothing to compare with, no line to draw. */
export const firstReport: Report = {
  ...quarterly,
  tiles: quarterly.tiles.map((tile) => ({ ...tile, change: null, trend: tile.trend.slice(-1) })),
};

const zero = (tile: Tile): Tile =>
  tile.value === null ? tile : { ...tile, value: { ...tile.value, value: 0 }, trend: [0, 0, 0] };

/** A value of 0 is a value. */
export const zeroes: Report = {
  ...weekly,
  tiles: weekly.tiles.map(zero),
  bridge: {
    title: ['No recurring revenue yet'],
    currency: 'USD',
    opening: 0,
    closing: 0,
    lines: [{ label: 'New', amount: 0, tone: 'neutral' }],
    note: null,
  },
};

const attacks = [
  '<script>alert(1)</script>',
  '{{constructor}} {{{x}}}',
  '=cmd()',
  'Evil\r\nBcc: all@example.com',
  'Acme \u202egnp.exe',
  `N${'ame'.repeat(700)}`,
  '🚀 Raketen & Söhne "GmbH" \'x\'',
  '株式会社サンプル',
];
const attack = (index: number) => attacks[index % attacks.length] ?? '';

/** Names and reasons as a careless or a hostile export may hold them. */
export const hostile: Report = {
  ...monthly,
  company: attacks[3] ?? '',
  scope: `csm: ${attacks[4]}`,
  subject: ['Report for ', attacks[3] ?? '', attacks[5] ?? ''],
  headline: ['The largest account is ', attacks[5] ?? ''],
  summary: attacks.map((text) => [text, ' grew by ', { figure: percent(3) }]),
  tiles: monthly.tiles.map((tile, index) => ({ ...tile, label: attack(index) })),
  risks: {
    ...monthly.risks,
    accounts: attacks.map((name, index) => ({
      account_id: `a${index}`,
      name,
      csm: attack(index + 1),
      mrr: usd(1_000 + index),
      score: count(80),
      score_label: attack(index + 2),
      tone: 'bad',
      reasons: [[attack(index + 3)]],
    })),
  },
  attributions: {
    ...attributions,
    kpis: attributions.kpis.map((one, index) => ({ ...one, label: attack(index + 1) })),
  },
  actions: {
    ...monthly.actions,
    rows: monthly.actions.rows.map((row, index) => ({
      ...row,
      account: attack(index),
      owner: attack(index + 4),
      play: attack(index + 5),
    })),
  },
};

const fifty = <Row>(rows: readonly Row[]): Row[] => Array.from({ length: 50 }, () => rows).flat();

/** Lists as long as settings allow, each row as long as an export allows. */
export const endless: Report = {
  ...monthly,
  ...told.monthly,
  attributions: { ...attributions, kpis: fifty(attributions.kpis) },
  post_mortems: {
    ...told.monthly.post_mortems,
    accounts: fifty(told.monthly.post_mortems.accounts),
  },
  kpi_review: {
    ...told.quarterly.kpi_review,
    rows: fifty(told.quarterly.kpi_review.rows),
  },
  maturity: told.quarterly.maturity,
  risks: {
    ...monthly.risks,
    accounts: Array.from({ length: 50 }, (_, index) => ({
      account_id: `a${index}`,
      name: `Account number ${index} ${'with a long name '.repeat(5)}`,
      csm: 'Priya Natarajan',
      mrr: usd(5_000 - index),
      score: count(99 - index),
      score_label: 'Churn risk',
      tone: 'bad',
      reasons: [['A reason that goes on and on, '.repeat(20)]],
    })),
  },
  actions: {
    ...monthly.actions,
    rows: Array.from({ length: 50 }, () => monthly.actions.rows).flat(),
  },
  quality: {
    ...monthly.quality,
    unmeasured: Array.from({ length: 160 }, (_, index) => ({
      kpi: `kpi_${index}`,
      label: `KPI number ${index}`,
      status: 'no_data_source',
      reason: 'The table that it needs was not delivered.',
    })),
  },
};

/** Yen have no minor unit, so an amount of them never has a point. */
const inYen = (value: unknown): unknown => {
  if (value === 'USD') return 'JPY';
  if (Array.isArray(value)) return value.map(inYen);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inYen(part)]));
};
const yen = schema.parse(inYen(monthly));

/** A company of one customer: nothing to rank, to draw or to compare. */
export const oneAccount: Report = {
  ...monthly,
  ...told.none,
  movers: null,
  cohorts: { title: ['One customer is too few for cohorts'], rows: [] },
  health: {
    title: ['Contoso Logistics, the one customer here, is green'],
    bands: [{ label: 'Green', tone: 'good', accounts: 1, mrr: usd(1_500) }],
  },
  scatter: {
    points: [{ health: 81, mrr: 1_500, tier: 'green' }],
    tiers: [
      { tier: 'green', accounts: 1, mrr: usd(1_500) },
      { tier: 'amber', accounts: 0, mrr: usd(0) },
      { tier: 'red', accounts: 0, mrr: usd(0) },
    ],
    largest: { accounts: 1, green: 1, amber: 0, red: 0 },
    notable: [],
    undrawn: 0,
    unplaced: 0,
  },
  risks: nothing,
  expansions: { ...monthly.expansions, accounts: monthly.expansions.accounts.slice(0, 1), more: 0 },
  actions: { title: ['Nothing is due'], rows: [], more: 0, waiting: 0 },
};

export const variants: Readonly<Record<string, Variant>> = {
  unmeasurable: { report: unmeasurable, reader },
  first_report: { report: firstReport, reader },
  zeroes: { report: zeroes, reader },
  hostile: { report: hostile, reader: { ...reader, name: attacks[3] ?? '' } },
  endless: { report: endless, reader },
  book_of_business: { report: { ...weekly, scope: 'csm: Dana Reyes' }, reader },
  yen: { report: yen, reader },
  one_account: { report: oneAccount, reader },
  from_the_right: { report: weekly, reader: { ...reader, language: 'ar', locale: 'ar-EG' } },
  quarter_from_the_right: { report: quarterly, reader: { ...reader, language: 'ar' } },
  german: { report: monthly, reader: { ...reader, locale: 'de-DE' } },
};
