import type { Api, Received } from '../source.ts';
import type { CrmDefinition } from './crm_object.ts';
import { askLinks, linksIn } from './links.ts';

/**
 * Answers that say what the records of a page are linked to. What is linked to a person alone belongs to
 * that person's company, so that is asked for too.
 */
export async function linkAnswers(
  api: Api,
  { name, links }: CrmDefinition,
  ids: readonly string[],
): Promise<readonly Received[]> {
  if (ids.length === 0) return [];
  const answers = await Promise.all(links.map((to) => askLinks(api, name, to, ids)));
  const received = answers.flat();
  if (!links.includes('companies') || !links.includes('contacts')) return received;
  const companies = linksIn(received, name, 'companies');
  const contacts = linksIn(received, name, 'contacts');
  const people = ids
    .filter((id) => !companies.has(id))
    .flatMap((id) => contacts.get(id)?.slice(0, 1) ?? []);
  const employers = await askLinks(api, 'contacts', 'companies', [...new Set(people)]);
  return [...received, ...employers];
}
