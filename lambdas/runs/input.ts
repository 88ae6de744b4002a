import { catalogue } from '../kpis/catalogue/catalogue.ts';
import type { OwnRecords } from '../kpis/evaluate.ts';
import type { ComposeInput } from '../reports/context.ts';
import { calendarOf } from '../reports/measured_periods.ts';
import { forScope, type ReaderScope, timelinesOf } from '../reports/scopes.ts';
import type { Job } from './job.ts';
import type { Totals, Values } from './values.ts';

/** Records of the company, or a scope's own. */
export const recordsFor = async (values: Totals, scope: ReaderScope | null): Promise<OwnRecords> =>
  scope === null ? values : values.own(scope.id);

/**
 * What a report is composed of, cut to the scope of its readers before anything is said; `own` are the records of the
 * scope.
 */
export function inputFor(
  job: Job,
  values: Values,
  scope: ReaderScope | null,
  own: OwnRecords,
): ComposeInput {
  const { edition, settings, asOf, period } = job;
  const { quality, restated, restatedBefore, currency, snapshot } = values;
  const cut = forScope(values, own, scope);
  return {
    ...{ edition, settings, asOf, period, currency, ...cut },
    kpis: catalogue,
    calendar: calendarOf(settings),
    quality: scope === null ? quality : { ...quality, unlinked_accounts: [], unlinked_mrr: null },
    restated: scope === null ? restated : [],
    restatedBefore: scope === null ? restatedBefore : [],
    timelines: timelinesOf(cut.accounts, values.timelines),
    snapshot: snapshot.date,
  };
}
