import type { Playbook } from './playbooks.ts';

/**
 * The rules in force until a settings file brings its own. Order is priority: where several fire for
 * one account, the first gives the play and the others their reasons. Causes come before symptoms,
 * since "an invoice is overdue" says what to do and "churn risk is 82" does not.
 */
export const defaultPlaybooks: readonly Playbook[] = [
  {
    id: 'cancellation_scheduled',
    title: 'Ask why before they leave',
    when: [{ field: 'scheduled_churn', is: 'above', value: 0 }],
    play: 'Call the person who cancelled, not the inbox. Ask what changed and listen before offering anything. If the reason can be fixed, agree who fixes it and by when; if not, help them leave well and write the reason down. Good looks like a cancellation withdrawn, or a reason that you can act on elsewhere.',
    due_in_days: 2,
    moves: 'scheduled_churn_mrr',
    kind: 'risk',
  },
  {
    id: 'renewal_at_risk',
    title: 'Rescue the renewal',
    when: [
      { field: 'days_to_renewal', is: 'at_most', value: 60 },
      { field: 'health', is: 'below', value: 70 },
    ],
    play: 'List the results that they bought for and what the data says of each. Open with the gap, before they do: "Here is where we are behind, and here is what I propose." Bring the decision maker in now, not at signature. Good looks like a written plan with two dates before the renewal.',
    due_in_days: 3,
    moves: 'gross_revenue_retention',
    kind: 'risk',
  },
  {
    id: 'overdue_payer',
    title: 'Clear the overdue invoice',
    when: [{ field: 'days_overdue', is: 'at_least', value: 7 }],
    play: 'Check with finance that the invoice reached the right person and that a card has not simply expired. Then write to your contact, not to accounts payable: "Is anything about this invoice unclear, or about the product?" A late payment is often a first complaint. Good looks like a payment date, or the complaint said aloud.',
    due_in_days: 3,
    moves: 'involuntary_churn_rate',
    kind: 'risk',
  },
  {
    id: 'recurring_issues',
    title: 'Take the recurring issue to its end',
    // A count alone would only find the large accounts, which always write more.
    when: [
      { field: 'tickets_30d', is: 'at_least', value: 3 },
      { field: 'health', is: 'below', value: 70 },
    ],
    play: 'Read the tickets together and find the one cause behind them. Call and say: "You should not have to report this again; this is what we found and when it will be fixed." Stay the one contact until it is. Good looks like no new ticket on it for 30 days and a word of thanks from the reporter.',
    due_in_days: 2,
    moves: 'support_ticket_volume',
    kind: 'risk',
  },
  {
    id: 'usage_collapsed',
    title: 'Find out why usage fell',
    when: [{ field: 'usage_ratio', is: 'below', value: 0.5 }],
    play: 'See first who stopped: one heavy user who left is another story than a whole team. Ask the most active remaining user what they do instead now. Offer half an hour on the one job that they used it for. Good looks like last month’s users back at that job within two weeks.',
    due_in_days: 3,
    moves: 'license_utilization',
    kind: 'risk',
  },
  {
    id: 'onboarding_stuck',
    title: 'Get onboarding moving again',
    // Steps that a customer of years never finished are history, not a stall.
    when: [
      { field: 'onboarding_days_open', is: 'above', value: 60 },
      { field: 'months_since_first_payment', is: 'at_most', value: 12 },
    ],
    play: 'Find the one step that blocks, and whether it is waiting for them or for us. Drop every step that their first result does not need. Book one working session: "Let us finish this together, it takes 45 minutes." Good looks like the blocking step done in the session and a date for the last one.',
    due_in_days: 5,
    moves: 'onboarding_completion_rate',
    kind: 'risk',
  },
  {
    id: 'championless',
    title: 'Find a new champion',
    when: [{ field: 'champions', is: 'at_most', value: 0 }],
    play: 'Find out whether the champion left, changed roles or went quiet. Look for the person who would miss the product most: frequent, recent, senior enough to speak for it. Ask them what they would show their manager, and help them make it. Good looks like a named champion and a second contact.',
    due_in_days: 7,
    moves: 'churn_risk_score',
    kind: 'risk',
  },
  {
    id: 'detractor',
    title: 'Answer the unhappy voice',
    when: [{ field: 'latest_nps', is: 'at_most', value: 6 }],
    play: 'Read the comment and call within two days; thank first, explain nothing yet. Ask: "What is the one thing that would have made this a better answer?" Pass it on with a name beside it and tell them what became of it. Good looks like a reply to what you did, whatever the next score.',
    due_in_days: 2,
    moves: 'net_promoter_score',
    kind: 'risk',
  },
  {
    id: 'effort_worse',
    title: 'Reach out: it has become harder for them',
    // A whole step on a scale of 1–5; less is noise in the few answers of one account.
    when: [{ field: 'effort_change', is: 'at_most', value: -25 }],
    play: 'Look up which task they rated and try it yourself as they would. Write: "You told us this got harder; I tried it and see what you mean." Offer the shortest way round it today and carry the cause to the product team. Good looks like a better score on the same task next time.',
    due_in_days: 5,
    moves: 'customer_effort_score',
    kind: 'risk',
  },
  {
    id: 'churn_risk_high',
    title: 'Talk before they decide',
    when: [{ field: 'churn_risk', is: 'at_least', value: 70 }],
    play: 'Look at the two signals that weigh most, then call. Say what you noticed and ask if it is right: "I saw fewer of you logging in; has something changed?" Leave with one agreed next step, not a list. Good looks like the strongest signal turning within two weeks.',
    due_in_days: 3,
    moves: 'churn_risk_score',
    kind: 'risk',
  },
  {
    id: 'health_red',
    title: 'Agree a recovery plan',
    when: [{ field: 'health', is: 'below', value: 40 }],
    play: 'Choose the weakest signal that you can change in a month; leave the others for later. Share it openly: "This is where it is not working for you yet." Agree one goal, one owner on each side and a check every week. Good looks like amber by the end of next month.',
    due_in_days: 5,
    moves: 'customer_health_score',
    kind: 'risk',
  },
  {
    id: 'silent_account',
    title: 'Break the silence',
    when: [{ field: 'days_since_touch', is: 'at_least', value: 60 }],
    play: 'Do not "check in": bring something. Send one finding from their own usage and one question that takes a minute to answer. If the main contact stays silent, write to a second one. Good looks like any reply, and a date for a talk.',
    due_in_days: 5,
    moves: 'customer_health_score',
    kind: 'risk',
  },
  {
    id: 'upsell_ready',
    title: 'Propose the next step up',
    when: [{ field: 'expansion_opportunity', is: 'at_least', value: 70 }],
    play: 'Find the limit that they are about to meet: seats, a feature they try, a second team. Show what it would give them in their own numbers: "Your team uses nearly every seat; here is what the next ten would do." Ask who else should see it. Good looks like an opportunity with an amount and a date.',
    due_in_days: 7,
    moves: 'expansion_revenue',
    kind: 'growth',
  },
];
