import type { Query } from './salesforce_soql.ts';
import type { VendorAnswer } from './server.ts';

/** Shapes of Salesforce's answers as its documentation shows them. */

/** A record by the fields of Salesforce's API; absent fields are empty. */
export type SalesforceRecord = Readonly<Record<string, string | null>> & { readonly Id: string };

export interface Job {
  readonly id: string;
  readonly version: string;
  readonly query: Query;
  readonly rows: readonly SalesforceRecord[];
  readonly madeAt: string;
  polls: number;
  readonly failure?: string;
}

export const failure = (status: number, errorCode: string): VendorAnswer => ({
  status,
  body: [{ errorCode, message: `${errorCode} said with Jane Roe of Acme in it` }],
});

export function jobInfo(job: Job, state: string) {
  const { id, version, query, rows, madeAt: createdDate, failure: errorMessage } = job;
  const isDone = state === 'JobComplete';
  return {
    ...{ id, operation: 'queryAll', object: query.object, createdById: '0055fEXAMPLEtG4AAM' },
    ...{ createdDate, systemModstamp: createdDate, state, concurrencyMode: 'Parallel' },
    ...{
      contentType: 'CSV',
      apiVersion: Number(version),
      lineEnding: 'LF',
      columnDelimiter: 'COMMA',
    },
    ...(state !== 'UploadComplete' && { jobType: 'V2Query', retries: 0, totalProcessingTime: 1 }),
    ...(isDone && { numberRecordsProcessed: rows.length }),
    ...(state === 'Failed' && { errorMessage }),
  };
}

/** Opaque to clients, as Salesforce's are. */
export const locatorOf = (row: number) => Buffer.from(`0r5f:${row}`).toString('base64url');
export const locatorStart = (locator: string | null) =>
  locator ? Number(Buffer.from(locator, 'base64url').toString().split(':')[1]) : 0;

/** As documented: every cell in quotes, a line break at the end of every row. */
export function csvOf(columns: readonly string[], rows: readonly SalesforceRecord[]): string {
  const quoted = (cell: string | null | undefined) => `"${(cell ?? '').replaceAll('"', '""')}"`;
  const line = (cells: readonly (string | null | undefined)[]) =>
    `${cells.map(quoted).join(',')}\n`;
  return line(columns) + rows.map((row) => line(columns.map((name) => row[name]))).join('');
}

const common = ['Id', 'IsDeleted', 'CreatedDate', 'SystemModstamp'];
const money = ['CurrencyIsoCode', 'Amount', 'StageName', 'CloseDate'];
/** Fields that an organisation has, whatever its records fill: those of ours and of the defaults. */
export const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  Account: [
    ...[...common, 'Name', 'ParentId', 'OwnerId', 'Industry', 'Website', 'MasterRecordId'],
    ...['BillingCountry', 'AccountSource'],
  ],
  Contact: [...common, 'AccountId', 'Name', 'Email', 'Title', 'MasterRecordId'],
  Lead: [...common, 'LeadSource', 'Status', 'ConvertedDate', 'ConvertedAccountId'],
  Opportunity: [
    ...[...common, ...money, 'AccountId', 'ForecastCategoryName', 'IsClosed', 'IsWon'],
    ...['Type', 'LeadSource'],
  ],
  OpportunityHistory: [...common, ...money, 'OpportunityId', 'ForecastCategory', 'Probability'],
  Case: [
    ...[...common, 'AccountId', 'ContactId', 'Status', 'Priority', 'Origin', 'Reason', 'Type'],
    ...['ClosedDate', 'IsEscalated'],
  ],
  Task: [
    ...[...common, 'AccountId', 'WhoId', 'OwnerId', 'TaskSubtype', 'Type', 'CallType', 'Status'],
    ...['IsClosed', 'IsRecurrence', 'ActivityDate', 'CompletedDateTime'],
  ],
  Event: [
    ...[...common, 'AccountId', 'WhoId', 'OwnerId', 'Type', 'IsAllDayEvent', 'IsChild'],
    ...['IsRecurrence', 'ActivityDate', 'StartDateTime', 'EndDateTime'],
  ],
  Contract: [
    ...[
      ...common,
      'AccountId',
      'CurrencyIsoCode',
      'StartDate',
      'EndDate',
      'ContractTerm',
      'Status',
    ],
  ],
  User: ['Id', 'CreatedDate', 'SystemModstamp', 'Name', 'Department'],
};
