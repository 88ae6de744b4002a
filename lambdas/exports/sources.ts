import { BadSettings } from '../errors.ts';
import type { ExportSettings } from '../settings/exports.ts';
import { chargebee } from './chargebee/chargebee.ts';
import { hubspot } from './hubspot/hubspot.ts';
import { salesforce } from './salesforce/salesforce.ts';
import type { Source } from './source.ts';
import { stripe } from './stripe/stripe.ts';
import { zendesk } from './zendesk/zendesk.ts';

/** Every system that can be exported from. */
const sources: Readonly<Record<string, (settings: ExportSettings) => Source>> = {
  hubspot: (settings) => hubspot(settings.hubspot),
  salesforce: (settings) => salesforce(settings.salesforce),
  stripe: (settings) => stripe(settings.stripe),
  chargebee: (settings) => chargebee(settings.chargebee),
  zendesk: (settings) => zendesk(settings.zendesk),
};

export const sourceNames = Object.keys(sources);

/** Throws BadSettings where there is no such source. */
export function sourceNamed(name: string, settings: ExportSettings): Source {
  const open = sources[name];
  if (open) return open(settings);
  throw new BadSettings(`"${name}" is no source: ${sourceNames.join(', ')}`);
}

const fields: Readonly<Record<string, readonly string[]>> = {
  hubspot: ['token'],
  salesforce: ['login', 'client_id', 'client_secret'],
  stripe: ['api_key'],
  chargebee: ['site', 'api_key'],
  zendesk: ['subdomain', 'email', 'api_token'],
};

/** Fields that a source's credentials have at least, for those who are asked for them. */
export const secretFields = (name: string): readonly string[] => fields[name] ?? [];
