import type { StageInput } from '../../infra/stage.ts';

export const owner = 'owner@quayloom.example';
export const source = 'quayloom';

/** Whether the stage exports from every vendor: `.ci/cloud.sh` runs these checks in an account of their own. */
const hasFive = process.env.FIVE_VENDORS === '1';
const sourceNames = ['hubspot', 'salesforce', 'stripe', 'chargebee', 'zendesk'] as const;

/** A stage as an operator writes one. */
export const stages: Readonly<Record<string, StageInput>> = {
  check: {
    production: false,
    account: '000000000000',
    region: 'eu-central-1',
    sender: 'CS Pulse <reports@quayloom.example>',
    identity: 'quayloom.example',
    owner,
    allow_list: ['@quayloom.example'],
    unsubscribe_mailto: 'unsubscribe@quayloom.example',
    source,
    time_zone: 'UTC',
    // A few files each: what a company of years has, in small.
    bytes_per_landing: 300_000,
    exports: { sources: hasFive ? [...sourceNames] : ['zendesk'], at: '03:00' },
    schedules: [
      { edition: 'weekly', days_after_end: 0, at: '07:00' },
      { edition: 'monthly', days_after_end: 1, at: '08:00' },
    ],
  },
};
