/** The rules with a number in them; the defaults of the specification. */
export interface Definitions {
  /** Days that a past-due span still counts. */
  readonly pastDueDays: number;
  /** Oldest exchange rate used, in days before the period's last day. */
  readonly rateMaxAgeDays: number;
  /** Days in which onboarding is to be completed. */
  readonly onboardingDays: number;
  /** Days in which a new user is to be activated. */
  readonly activationDays: number;
  /** Normalised score from which an answer is satisfied. */
  readonly satisfiedFrom: string;
  /** Health below this is red. */
  readonly redBelow: string;
  /** Churn risk from which a customer is at risk. */
  readonly atRiskFrom: string;
}

export const defaultDefinitions: Definitions = {
  pastDueDays: 30,
  rateMaxAgeDays: 7,
  onboardingDays: 60,
  activationDays: 14,
  satisfiedFrom: '0.75',
  redBelow: '40',
  atRiskFrom: '70',
};

export interface Days {
  readonly start: string;
  /** Exclusive. */
  readonly end: string;
}

export interface NaiveOptions extends Days {
  readonly label: string;
  readonly edition: 'weekly' | 'monthly' | 'quarterly';
  readonly previous: Days;
  /** Null when no period of last year is comparable (week 53). */
  readonly lastYear: Days | null;
  readonly next: Days;
  readonly timeZone: string;
  readonly reportingCurrency: string;
  readonly definitions?: Partial<Definitions>;
  /** Only these accounts (survivors of merges), to calculate a segment. */
  readonly accountIds?: ReadonlySet<string>;
}

export function definitionsOf(options: Pick<NaiveOptions, 'definitions'>): Definitions {
  return { ...defaultDefinitions, ...options.definitions };
}
