import type { Action, Report, Tile } from '../../reports/model.ts';
import { windowWords } from '../dictionary_entry.ts';
import type { Pen } from '../writing/pen.ts';
import { type Toned, toned } from '../writing/tone.ts';
import { frameOf, type Page, type Shelf } from './frame.ts';

/** First page of a run: what it said, the report as it was sent, and where all of it goes on. */
export interface RunPageView extends Page {
  readonly name: string;
  readonly span: string;
  readonly headline: string;
  readonly summary: readonly string[];
  readonly sent: readonly { readonly href: string; readonly text: string }[];
  readonly tiles: readonly TileRow[];
  readonly lists: readonly AccountListView[];
  readonly actions: readonly ActionRow[];
  readonly files: readonly { readonly href: string; readonly text: string }[];
}

interface TileRow {
  readonly label: string;
  readonly href: string;
  readonly value: string;
  readonly is_measured: boolean;
  readonly change: Toned | null;
}

interface AccountListView {
  readonly title: string;
  readonly rows: readonly { readonly name: string; readonly href: string; readonly why: string }[];
}

interface ActionRow {
  readonly title: string;
  readonly by: string;
  readonly about: string | null;
  readonly href: string | null;
}

export interface RunPageOrder extends Shelf {
  readonly pen: Pen;
  readonly report: Report;
  readonly sent: RunPageView['sent'];
  readonly files: RunPageView['files'];
  /** Null where no such page was written. */
  readonly kpiLink: (kpi: string) => string | null;
  readonly accountLink: (account: string) => string | null;
}

export function runPageView(order: RunPageOrder): RunPageView {
  const { report, pen, sent, files, run } = order;
  const { period } = report;
  return {
    ...frameOf(order, 'report', run),
    name: run,
    span: `${pen.span(period.start, period.end)}, ${pen.plain(period.time_zone, 40)}`,
    headline: pen.prose(report.headline),
    summary: report.summary.map((row) => pen.prose(row)),
    sent,
    tiles: report.tiles.map((tile) => tileRow(tile, order)),
    lists: [report.risks, report.expansions].flatMap((list) => accountsOf(list, order)),
    actions: report.actions.rows.map((action) => actionRow(action, order)),
    files,
  };
}

function tileRow(tile: Tile, { pen, kpiLink }: RunPageOrder): TileRow {
  const window = tile.window === 'period' ? '' : `, ${pen.prose(windowWords(tile.window))}`;
  const value = tile.value === null ? null : pen.brief(tile.value);
  return {
    label: `${pen.prose(tile.label, 60)}${window}`,
    href: kpiLink(tile.kpi) ?? 'kpis.html',
    value: value ?? (tile.reason === null ? '–' : pen.prose(tile.reason, 160)),
    is_measured: value !== null,
    change: changeOf(tile, pen),
  };
}

function changeOf({ change, judged }: Tile, pen: Pen): Toned | null {
  if (change === null) return null;
  if (change.direction === 'flat') return toned(pen.t('No change'), 'neutral');
  const arrow = change.direction === 'up' ? '▲' : '▼';
  const text = pen.t(
    '{0} vs {1}',
    pen.brief({ ...change.by, signed: true }),
    pen.period(change.against, 'short'),
  );
  return toned(`${arrow} ${text}`, change.unusual && judged ? change.tone : 'neutral');
}

function accountsOf({ title, accounts }: Report['risks'], order: RunPageOrder): AccountListView[] {
  const { pen, accountLink } = order;
  if (accounts.length === 0) return [];
  const rows = accounts.map(({ account_id, name, reasons }) => ({
    name: pen.name(name),
    href: accountLink(account_id) ?? 'accounts.html',
    why: reasons.map((reason) => pen.prose(reason, 160)).join('; '),
  }));
  return [{ title: pen.title(title), rows }];
}

function actionRow(action: Action, { pen, accountLink }: RunPageOrder): ActionRow {
  const { account, account_id } = action;
  return {
    title: pen.prose(action.title, 160),
    by: pen.t('{0} by {1}', pen.name(action.owner), pen.due(action.due_on)),
    about: account === null ? null : pen.name(account),
    href: account_id === null ? null : accountLink(account_id),
  };
}
