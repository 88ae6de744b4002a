import type { StageInput } from './stage.ts';
import { gigabytes } from './stage_fields.ts';

/**
 * The stages that can be deployed, one entry each: `npm run deploy -- -c stage=<name>`. This is the
 * file that an operator edits; everything is checked when the app is synthesised.
 */
export const stages: Readonly<Record<string, StageInput>> = {
  /** To look around: mail goes to the addresses of the allow list and nowhere else. */
  demo: {
    production: false,
    sender: 'CS Pulse demo <owner@example.com>',
    /** A single address can be verified with one click, a domain needs DNS records. */
    identity: 'owner@example.com',
    owner: 'owner@example.com',
    allow_list: ['owner@example.com'],
    unsubscribe_mailto: 'owner@example.com',
    /** The folder below `exports/` that the README drops the demo company into. */
    source: 'demo',
    /** That of the demo company's settings. */
    time_zone: 'Europe/Berlin',
    /** A new account may have ten places for functions in all, of which none can be reserved. */
    unsubscribe_concurrency: null,
  },

  /** An example to edit before the first deploy. */
  production: {
    production: true,
    // Pinned, so that the wrong credentials cannot deploy it elsewhere:
    // account: '111122223333',
    // region: 'eu-central-1',
    sender: 'CS Pulse <reports@example.com>',
    identity: 'example.com',
    owner: 'revops@example.com',
    unsubscribe_mailto: 'unsubscribe@example.com',
    /** As in settings.json: the schedules and the periods must mean the same days. */
    time_zone: 'Europe/Berlin',
    fiscal_year_starts_in_month: 1,
    schedules: [
      { edition: 'weekly', days_after_end: 0, at: '07:00' },
      { edition: 'monthly', days_after_end: 1, at: '07:00' },
      { edition: 'quarterly', days_after_end: 2, at: '07:00' },
    ],
    /** Vendors that are read every day before reports are made; README.md says how to switch one on. */
    // exports: { sources: ['hubspot'], at: '03:00' },
    bytes_per_query: gigabytes(100),
    bytes_per_run: gigabytes(400),
    log_retention_days: 365,
  },
};
