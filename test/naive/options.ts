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
  /** Share of revenue that lifetime values keep. */
  readonly grossMargin: string;
  /** Windows of "within W" rates, in days of 24 hours. */
  readonly leadConversionDays: number;
  readonly freeToPaidDays: number;
  readonly trialRevenueDays: number;
  readonly postRenewalDays: number;
  readonly proactiveReplyDays: number;
  readonly referralConversionDays: number;
  /** Windows of "within W" rates, in calendar days. */
  readonly downgradeToChurnDays: number;
  readonly activationToExpansionDays: number;
  /** Days after its end on which a contract may still be renewed. */
  readonly renewalGraceDays: number;
  /** Days after which an unpaid invoice is revenue that leaks. */
  readonly overdueDays: number;
  /** Calendar days before the opening in which check-ins and answers count. */
  readonly checkInDays: number;
  readonly feedbackBeforeOpeningDays: number;
  /** Days of 24 hours that an advocate's first act lies back at least. */
  readonly advocatePauseDays: number;
  /** Days without a step of an onboarding that is not done, from which its customer is stuck. */
  readonly stuckDays: number;
  /** Days in which a stakeholder is to be touched. */
  readonly stakeholderDays: number;
  /** Events a day, of those of the 90 days before, below which a customer slacks. */
  readonly slackerRatio: string;
  /** Tickets of one category in 30 days that make a victim. */
  readonly victimTickets: number;
  /** Referral readiness from which a customer is ready. */
  readonly referralReadyFrom: string;
  /** Expansion opportunity from which it is a signal. */
  readonly expansionFrom: string;
  /** Windows of "within W" rates of users and their accounts, in days of 24 hours. */
  readonly earlyAdoptionDays: number;
  readonly firstEngagementDays: number;
  readonly reuseDays: number;
  readonly followUpDays: number;
  readonly adoptionDays: number;
  readonly funnelStepDays: number;
  readonly feedbackAfterActivationDays: number;
  /** Sessions that are a user's first ones. */
  readonly firstSessions: number;
  /** Sessions with a key action that make it a habit. */
  readonly habitOccurrences: number;
  /** Weeks looked back, and in how many of them a key feature is to be used. */
  readonly ongoingWeeks: number;
  readonly ongoingWeeksUsed: number;
  /** Distinct features that make a user of a trial an engaged one. */
  readonly trialFeatures: number;
  /** Activated users that an account is to have. */
  readonly activatedUsers: number;
  /** Milestones that complete the activation of an account; none: the required onboarding steps. */
  readonly keyActivationMilestones: readonly string[];
}

export const defaultDefinitions: Definitions = {
  pastDueDays: 30,
  rateMaxAgeDays: 7,
  onboardingDays: 60,
  activationDays: 14,
  satisfiedFrom: '0.75',
  redBelow: '40',
  atRiskFrom: '70',
  grossMargin: '0.8',
  leadConversionDays: 90,
  freeToPaidDays: 30,
  trialRevenueDays: 90,
  postRenewalDays: 30,
  proactiveReplyDays: 7,
  referralConversionDays: 90,
  downgradeToChurnDays: 90,
  activationToExpansionDays: 90,
  renewalGraceDays: 0,
  overdueDays: 60,
  checkInDays: 90,
  feedbackBeforeOpeningDays: 90,
  advocatePauseDays: 30,
  stuckDays: 30,
  stakeholderDays: 90,
  slackerRatio: '0.5',
  victimTickets: 3,
  referralReadyFrom: '70',
  expansionFrom: '70',
  earlyAdoptionDays: 14,
  firstEngagementDays: 7,
  reuseDays: 14,
  followUpDays: 7,
  adoptionDays: 30,
  funnelStepDays: 30,
  feedbackAfterActivationDays: 90,
  firstSessions: 3,
  habitOccurrences: 3,
  ongoingWeeks: 4,
  ongoingWeeksUsed: 3,
  trialFeatures: 3,
  activatedUsers: 3,
  keyActivationMilestones: [],
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
