import { z } from 'zod';
import type { Received, SourceObject, Stream } from '../source.ts';
import { idsOf, receivedPage } from './answers.ts';
import { type CrmRecord, crmRecord, identify, mergedInto } from './crm_record.ts';
import { linksIn } from './links.ts';
import { listed } from './listed.ts';
import { askedBy } from './paths.ts';
import { searched } from './searched.ts';

/** What is read of one kind of CRM record. */
export interface CrmDefinition {
  readonly name: string;
  readonly properties: readonly string[];
  /** Properties of which every earlier value is read too. */
  readonly history: readonly string[];
  /** Which records it is linked to. */
  readonly links: readonly ('companies' | 'contacts')[];
  /** Property that says when a record changed. */
  readonly modified: 'hs_lastmodifieddate' | 'lastmodifieddate';
  /** Whether a full read is held against the number of records that a search finds. */
  readonly isCounted: boolean;
}

export type CrmObject = SourceObject<CrmRecord> & { readonly definition: CrmDefinition };

export function crmObject(definition: CrmDefinition): CrmObject {
  const { name } = definition;
  return {
    name,
    definition,
    schema: crmRecord,
    reads: 'changes',
    keeps: 'latest',
    absence: 'deleted',
    identify: (record) => identify(name, record),
    // No search finds what is archived, and its modified date stays: that list is read as a whole.
    streams: (slice): readonly Stream[] => [
      slice.mode === 'all' ? listed(definition, 'live') : searched(definition, slice),
      listed(definition, 'archived'),
    ],
    read: (received) => recordsOf(definition, received),
  };
}

/** Records with their links, and those that were merged into them. */
function recordsOf(definition: CrmDefinition, received: readonly Received[]): readonly unknown[] {
  const { name } = definition;
  const answers = received.flatMap((one) => {
    const asked = askedBy(one.path);
    return 'of' in asked && asked.of === name ? [{ kind: asked.for, one }] : [];
  });
  // Where a search only said which records changed, a batch says what they are.
  const isBatched = answers.some(({ kind }) => kind === 'batch');
  const kinds = isBatched ? ['batch'] : ['list', 'search'];
  const companies = linksIn(received, name, 'companies');
  const contacts = linksIn(received, name, 'contacts');
  const employers = linksIn(received, 'contacts', 'companies');
  const linked = (id: string) => {
    const people = contacts.get(id) ?? [];
    const companies_of_contacts = people.flatMap((person) => employers.get(person) ?? []);
    return { companies: companies.get(id) ?? [], contacts: people, companies_of_contacts };
  };
  return answers
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap(({ one }) => receivedPage(one).results)
    .flatMap((record) => {
      const [id] = idsOf({ results: [record] });
      if (id === undefined) return [record];
      const whole = shaped(definition, { ...Object(record), links: linked(id) });
      return [whole, ...mergedInto(whole)];
    });
}

const propertied = z.looseObject({ properties: z.record(z.string(), z.unknown()) });

/** Searches and lists give fields of their own beside what is asked for, which would look like drift. */
function shaped({ properties: asked }: CrmDefinition, record: object): unknown {
  const known = propertied.safeParse(record);
  if (!known.success) return record;
  const given = Object.entries(known.data.properties);
  const properties = Object.fromEntries(given.filter(([name]) => asked.includes(name)));
  const always = { archivedAt: null, merged_into: undefined, propertiesWithHistory: undefined };
  return { ...always, ...known.data, properties };
}
