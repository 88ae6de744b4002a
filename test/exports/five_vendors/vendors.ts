import type { SourceName } from '../../../lambdas/settings/exports.ts';
import type { Face } from '../vendors/server.ts';
import { asChargebee, asStripe } from './billing.ts';
import { asHubspot, asSalesforce, asZendesk } from './crm.ts';

/** `exports` of the settings: which of the company's own fields mean what. */
export const exportsOfFive = {
  accounts_from: ['hubspot'],
  hubspot: {
    company: { segment: 'segment' },
    deal: { types: { new_business: 'new_business', renewal: 'renewal', upsell: 'upsell' } },
  },
  salesforce: { account: { external_id: 'HubSpot_Id__c' } },
};

export interface Standing {
  readonly name: SourceName;
  readonly face: Face;
  /** But for the address. */
  readonly secret: object;
}

/** The vendors that hold the company. */
export const fiveVendors = (): readonly Standing[] => [
  { name: 'hubspot', face: asHubspot(), secret: { token: 'token-1' } },
  {
    ...{ name: 'salesforce', face: asSalesforce() },
    secret: { login: 'https://acme.my.salesforce.com', client_id: 'app', client_secret: 'sesame' },
  },
  { name: 'stripe', face: asStripe(), secret: { api_key: 'rk_live_1' } },
  {
    ...{ name: 'chargebee', face: asChargebee() },
    secret: { site: 'acme', api_key: 'live_sesame' },
  },
  {
    ...{ name: 'zendesk', face: asZendesk() },
    secret: { subdomain: 'acme', email: 'admin@example.com', api_token: 'sesame' },
  },
];

/** An edition and the period that it is compared for. */
export const editionsOfFive = [
  ['weekly', '2026-W44'],
  ['monthly', '2026-10'],
  ['quarterly', '2026-Q3'],
] as const;
