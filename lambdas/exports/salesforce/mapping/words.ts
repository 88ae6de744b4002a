/** What words of picklists mean where the settings say nothing else; compared in any case. */

export const dealTypes = {
  'New Business': 'new_business',
  'New Customer': 'new_business',
  New: 'new_business',
  'Existing Business': 'upsell',
  'Existing Customer - Upgrade': 'upsell',
  // Neither sells more: what the customer has goes on, changed.
  'Existing Customer - Replacement': 'renewal',
  'Existing Customer - Downgrade': 'renewal',
  'Existing Customer - Renewal': 'renewal',
  Renewal: 'renewal',
  Upsell: 'upsell',
  'Up-Sell': 'upsell',
  Upgrade: 'upsell',
  Expansion: 'upsell',
  'Add-On': 'upsell',
  'Cross-Sell': 'cross_sell',
  'Cross Sell': 'cross_sell',
};

export const activityTypes = {
  Call: 'call',
  Email: 'email',
  ListEmail: 'email',
  Meeting: 'meeting',
  Demo: 'meeting',
  QBR: 'qbr',
  'Quarterly Business Review': 'qbr',
  EBR: 'ebr',
  'Executive Business Review': 'ebr',
  'Check-in': 'check_in',
  'Check in': 'check_in',
  Kickoff: 'kickoff',
  'Kick-off': 'kickoff',
  Handoff: 'handoff',
  'Hand-off': 'handoff',
  Handover: 'handoff',
  'Win-back': 'win_back',
};

export const teams = {
  Sales: 'sales',
  Success: 'success',
  'Customer Success': 'success',
  Support: 'support',
  'Customer Support': 'support',
};

/** Meaning of a word: the settings' first. */
export type Meanings = (word: string | null | undefined) => string | undefined;

export function meanings(...lists: readonly Readonly<Record<string, string>>[]): Meanings {
  const known = new Map<string, string>();
  for (const list of lists)
    for (const [word, meaning] of Object.entries(list))
      if (!known.has(keyOf(word))) known.set(keyOf(word), meaning);
  return (word) => (word ? known.get(keyOf(word)) : undefined);
}

const keyOf = (word: string) => word.trim().toLowerCase();
