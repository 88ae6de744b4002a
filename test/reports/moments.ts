import type { AccountMoment, Scorecard } from '../../lambdas/kpis/scores/scorecard.ts';
import { parsePeriod, trend } from '../../lambdas/reports/periods.ts';
import type { EditionName } from '../../lambdas/settings/schema.ts';
import { account, calendar } from './small_company.ts';

/** What differs from a calm customer at one cut-off; null: it was no customer then. */
export type Then = Partial<
  Pick<AccountMoment, 'mrr' | 'tier' | 'is_lost' | 'is_customer'> & {
    facts: Partial<Scorecard['facts']>;
  }
> | null;

const periods: Readonly<Record<EditionName, string>> = {
  weekly: '2026-W44',
  monthly: '2026-10',
  quarterly: '2026-Q3',
};

/** An account with its history, oldest first; the last one given is now, where other things may be said of it. */
export function accountOver(
  name: string,
  thens: readonly Then[],
  over: Parameters<typeof account>[1] = {},
  edition: EditionName = 'monthly',
): Scorecard {
  const now = thens.at(-1) ?? {};
  const { facts, scores, tier, mrr } = account(name, over);
  const last = parsePeriod(edition, periods[edition], calendar);
  const history = trend(last, calendar, thens.length).map(({ label, end }, i): AccountMoment => {
    const then = thens[i] ?? null;
    return {
      period: label,
      end,
      is_customer: then?.is_customer ?? then !== null,
      is_lost: then?.is_lost ?? false,
      mrr: then?.mrr ?? mrr,
      tier: then?.tier ?? tier,
      scores: Object.fromEntries(
        Object.entries(scores).map(([id, { value }]) => [id, value]),
      ) as AccountMoment['scores'],
      facts: { ...facts, ...then?.facts },
    };
  });
  return {
    ...account(name, { ...over, ...now, facts: { ...over.facts, ...now.facts } }),
    is_customer: thens.at(-1) !== null,
    history,
  };
}
