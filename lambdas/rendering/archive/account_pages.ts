import { byMrr } from '../../reports/book.ts';
import type { Toned } from '../writing/tone.ts';
import { toned } from '../writing/tone.ts';
import type { Numbered } from './account_shelf.ts';
import { type AccountShelf, accountFile, accountLink, accountsPerPage } from './account_shelf.ts';
import { type AccountView, accountView } from './account_view.ts';
import { frameOf, type Page } from './frame.ts';

/** What the list says of an account, kept while the account itself is forgotten. */
export interface AccountLine {
  readonly n: number;
  readonly account_id: string;
  readonly name: string;
  readonly csm: string | null;
  readonly mrr: number | null;
  readonly health: number | null;
  readonly risk: number | null;
  readonly at_risk: boolean;
}

export function lineOf({ n, account }: Numbered): AccountLine {
  const { account_id, name, csm, mrr, at_risk, scores } = account;
  const { customer_health_score: health, churn_risk_score: risk } = scores;
  return { n, account_id, name, csm, mrr, at_risk, health: health.value, risk: risk.value };
}

export interface AccountListView extends Page {
  readonly lede: string;
  /** Those that pay most. */
  readonly rows: readonly RowView[];
  /** Every account for the search: name, id, manager, MRR and link, a line each, parted by tabs. */
  readonly all: string;
  readonly pages: readonly { readonly href: string; readonly text: string }[];
}

interface RowView {
  readonly name: string;
  readonly href: string;
  readonly csm: string;
  readonly mrr: string;
  readonly health: string;
  readonly risk: Toned;
}

export interface AccountPageView extends Page {
  readonly name: string;
  readonly accounts: readonly AccountView[];
}

export function accountPageView(
  accounts: readonly Numbered[],
  shelf: AccountShelf,
): { readonly file: string; readonly view: AccountPageView } {
  const [first] = accounts;
  const n = first?.n ?? 0;
  const name = shelf.words.t(
    'Accounts {0} to {1}',
    shelf.pen.count(n + 1),
    shelf.pen.count(n + accounts.length),
  );
  return {
    file: accountFile(n),
    view: {
      ...frameOf(shelf, 'accounts', name),
      name,
      accounts: accounts.map((one) => accountView(one, shelf)),
    },
  };
}

/** So many are listed; the others are found by the search. */
const mostListed = 100;

export function accountListView(
  lines: readonly AccountLine[],
  shelf: AccountShelf,
): AccountListView {
  const { words, pen } = shelf;
  const ranked = [...lines].sort(byMrr);
  return {
    ...frameOf(shelf, 'accounts', words.t('Accounts')),
    lede: words.t(
      '{0} {1:account|accounts}, those that pay most first.',
      pen.count(lines.length),
      lines.length,
    ),
    rows: ranked.slice(0, mostListed).map((line) => rowView(line, shelf)),
    all: ranked.map((line) => searchLine(line, shelf)).join('\n'),
    pages: pagesOf(lines.length, shelf),
  };
}

function rowView(line: AccountLine, { pen, currency }: AccountShelf): RowView {
  const score = (value: number | null) => (value === null ? '–' : pen.count(Math.round(value)));
  return {
    name: pen.name(line.name),
    href: accountLink(line.n),
    csm: line.csm === null ? '–' : pen.name(line.csm),
    mrr: moneyText(line.mrr, pen, currency),
    health: score(line.health),
    risk: toned(score(line.risk), line.at_risk ? 'bad' : 'neutral'),
  };
}

function searchLine(line: AccountLine, { pen, currency }: AccountShelf): string {
  const cells = [
    pen.name(line.name),
    pen.plain(line.account_id, 80),
    line.csm === null ? '' : pen.name(line.csm),
    moneyText(line.mrr, pen, currency),
    accountLink(line.n),
  ];
  return cells.join('\t');
}

function moneyText(value: number | null, pen: AccountShelf['pen'], currency: string | null) {
  if (value === null) return '–';
  return pen.brief({ value, unit: 'money', ...(currency === null ? {} : { currency }) });
}

function pagesOf(count: number, { pen, words }: AccountShelf) {
  const starts = Array.from(
    { length: Math.ceil(count / accountsPerPage) },
    (_, n) => n * accountsPerPage,
  );
  return starts.map((start) => ({
    href: accountFile(start),
    text: words.t(
      '{0} to {1}',
      pen.count(start + 1),
      pen.count(Math.min(count, start + accountsPerPage)),
    ),
  }));
}
