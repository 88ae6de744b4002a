import type { SalesforceOptions } from '../../settings/exports/salesforce.ts';
import type { Source } from '../source.ts';
import { mappingOf } from './mapping/mapping.ts';
import { namedFields, objectsOf } from './objects.ts';
import { openOrg } from './org.ts';
import { openSession } from './session.ts';

const minute = 60_000;

/** An organisation of Salesforce, read through Bulk API 2.0. */
export function salesforce(options: SalesforceOptions): Source {
  const named = new Map<string, readonly (string | undefined)[]>(
    Object.entries(namedFields(options)),
  );
  const org = openOrg({
    version: options.api_version,
    pageSize: options.page_size,
    isTaken: (object, field) => named.get(object)?.includes(field) ?? false,
  });
  const objects = objectsOf(org, options);
  return {
    name: 'salesforce',
    // A transaction may last ten minutes, and its records then appear with the time at which it wrote them.
    lag: 2 * minute,
    overlap: 30 * minute,
    objects: Object.values(objects),
    mapping: mappingOf(objects, options),
    connect: (secret, world) => {
      org.meet(world);
      return openSession(secret, options, world);
    },
  };
}
