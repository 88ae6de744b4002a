import type { NaiveOptions } from '../options.ts';
import { type NaiveRecord, noSource } from '../record.ts';
import { has, type World } from '../world.ts';
import { atRisk } from './at_risk.ts';
import { type Book, bookOf } from './book.ts';
import { expansionIntent, referralReady } from './growth.ts';
import { knowItAlls, slackers, victims } from './habits.ts';
import { dataHygiene } from './hygiene.ts';
import { championless, stakeholderCoverage } from './stakeholders.ts';
import { stuckCustomers } from './stuck.ts';

interface Pattern {
  /** Beside subscription_periods, which say who is a customer. */
  readonly tables: readonly string[];
  readonly measure: (book: Book) => NaiveRecord;
}

const patterns: Readonly<Record<string, Pattern>> = {
  at_risk_customers: { tables: [], measure: atRisk },
  stuck_customers: { tables: ['onboarding_milestones'], measure: stuckCustomers },
  data_hygiene_score: { tables: ['accounts'], measure: dataHygiene },
  stakeholder_coverage: { tables: ['contacts', 'activities'], measure: stakeholderCoverage },
  championless_accounts: { tables: ['contacts', 'activities'], measure: championless },
  slacker_accounts: { tables: ['events'], measure: slackers },
  victim_accounts: { tables: ['tickets'], measure: victims },
  know_it_all_accounts: { tables: ['accounts'], measure: knowItAlls },
  referral_ready_account_rate: { tables: [], measure: referralReady },
  expansion_intent_signal_rate: { tables: [], measure: expansionIntent },
};

/** What customers at closing have in common that calls for an action. */
export function patternKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  const book = bookOf(world, options);
  return Object.entries(patterns).map(([kpi, { tables, measure }]) =>
    has(world, 'subscription_periods', ...tables) ? measure(book) : noSource({ kpi }),
  );
}
