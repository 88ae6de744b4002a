import { describe, expect, it } from 'vitest';
import { flat, ofType, type Permission, permissions, synthesised } from './synthesised.ts';

const { pipeline, storage, warehouse } = synthesised();
const roles = permissions(pipeline);
const of = (role: string): readonly Permission[] => roles.get(role) ?? [];
const everything = [...roles].flatMap(([role, may]) => may.map((one) => ({ role, ...one })));
const whoMay = (action: RegExp) =>
  [...new Set(everything.filter((one) => action.test(one.action)).map(({ role }) => role))].sort();

/** What AWS takes no resource for. */
const accountWide: Readonly<Record<string, string>> = {
  'ses:GetSendQuota': 'the quota belongs to the account',
  'xray:PutTraceSegments': 'a trace has no name before it is sent',
  'xray:PutTelemetryRecords': 'a trace has no name before it is sent',
  'xray:GetSamplingRules': 'rules are those of the account',
  'xray:GetSamplingTargets': 'rules are those of the account',
  'logs:CreateLogDelivery': 'how Step Functions makes its log; deliveries have no names',
  'logs:GetLogDelivery': 'the same',
  'logs:UpdateLogDelivery': 'the same',
  'logs:DeleteLogDelivery': 'the same',
  'logs:ListLogDeliveries': 'the same',
  'logs:PutResourcePolicy': 'the same: the policy belongs to the account',
  'logs:DescribeResourcePolicies': 'the same',
  'logs:DescribeLogGroups': 'the same',
};

describe('every role', () => {
  it('belongs to the pipeline and is listed here by what it is for', () => {
    expect([...roles.keys()].sort()).toEqual([
      'ArchiveSiteSignin',
      'Compose',
      'Deliver',
      'Export',
      'Exports',
      'Failed',
      'Feedback',
      'Land',
      'LinksUnsubscribe',
      'Measure',
      'Render',
      'Runs',
      'SchedulesStarts',
      'SchedulesWatches',
      'Stage',
      'Start',
      'Watchdog',
    ]);
    expect(ofType(storage, 'AWS::IAM::Role')).toEqual([]);
    expect(ofType(warehouse, 'AWS::IAM::Role')).toEqual([]);
  });

  it('is allowed no action by pattern', () => {
    expect(everything.filter(({ action }) => /[*?]/.test(action))).toEqual([]);
  });

  it('is allowed everything of a kind only where AWS takes no resource', () => {
    const wide = everything.filter(({ resource }) => resource === '*');
    expect(wide.filter(({ action }) => !(action in accountWide))).toEqual([]);
  });

  it('has no bucket as a whole, only what lies below named prefixes', () => {
    const objects = everything.filter(({ action }) => /^s3:.*(Object|Parts)|Upload$/.test(action));
    expect(objects.length).toBeGreaterThan(50);
    expect(
      objects.filter(({ resource }) => !/^s3:(lake|archive|settings)\/[a-z]/.test(resource)),
    ).toEqual([]);
  });

  it('lists names below prefixes', () => {
    const lists = everything.filter(({ action }) => action === 's3:ListBucket');
    expect(lists.filter(({ condition }) => !condition.StringLikeIfExists?.['s3:prefix'])).toEqual(
      [],
    );
  });

  it('is taken on by its one service, has no policy of AWS, and can neither become nor make another', () => {
    for (const { Properties } of ofType(pipeline, 'AWS::IAM::Role')) {
      const [statement, ...others] = Properties.AssumeRolePolicyDocument.Statement;
      expect(others).toEqual([]);
      expect(statement.Principal.Service).toMatch(/^(lambda|states|scheduler)\.amazonaws\.com$/);
      expect(Properties.ManagedPolicyArns).toBeUndefined();
      expect(Properties.Policies).toBeUndefined();
    }
    expect(whoMay(/^(iam|sts|lambda:(Create|Update|Add)|kms:(Create|Put))/)).toEqual([]);
  });

  it('writes to its own log', () => {
    for (const { role, resource } of everything.filter(
      ({ action }) => action === 'logs:PutLogEvents',
    ))
      expect(resource).toBe(`<${role}Log>`);
  });
});

describe('sending mail', () => {
  it('is for those who deliver or tell the owner, and for nobody who reads an export or starts a run', () => {
    expect(whoMay(/^ses:Send/)).toEqual(['Deliver', 'Failed', 'Watchdog']);
    const readers = everything.filter(({ resource }) => resource.includes('lake/exports/'));
    const rows = readers.filter(({ resource }) => !resource.endsWith('/export_runs/*'));
    expect([...new Set(rows.map(({ role }) => role))].sort()).toEqual(['Export', 'Land']);
    expect([...new Set(readers.map(({ role }) => role))].sort()).toEqual([
      ...['Export', 'Land', 'Start'],
    ]);
  });

  it('is done in the name of the sender, with the configuration set', () => {
    const sends = everything.filter(({ action }) => action === 'ses:SendRawEmail');
    for (const { condition } of sends)
      expect(condition.StringEquals).toEqual({ 'ses:FromAddress': 'reports@example.com' });
    expect([...new Set(sends.map(({ resource }) => resource))]).toEqual([
      'ses:configuration-set/cs-pulse-demo',
      // In its sandbox SES asks for the recipients' identities too.
      'ses:identity/*@example.org',
      'ses:identity/dana@example.com',
      'ses:identity/example.com',
      'ses:identity/example.org',
      'ses:identity/owner@example.com',
      'ses:identity/reports@example.com',
    ]);
  });
});

describe('the delivering role', () => {
  it('has no way to the lake, to settings, to secrets or to Athena', () => {
    const elsewhere = /lake|settings|secretsmanager|ssm|athena|glue|states|lambda|dynamodb/;
    expect(
      of('Deliver').filter(({ action, resource }) => elsewhere.test(`${action} ${resource}`)),
    ).toEqual([]);
  });

  it('writes receipts and nothing else', () => {
    const writes = of('Deliver').filter(({ action }) => /Put|Delete/.test(action));
    expect(writes.map(({ action, resource }) => `${action} ${resource}`)).toEqual([
      'logs:PutLogEvents <DeliverLog>',
      's3:PutObject s3:archive/runs/*/receipts/*',
    ]);
  });

  it('signs links, which it cannot check, and whoever checks them cannot sign', () => {
    expect(whoMay(/^kms:GenerateMac$/)).toEqual(['Deliver']);
    expect(whoMay(/^kms:VerifyMac$/)).toEqual(['LinksUnsubscribe']);
  });
});

describe('starting', () => {
  it('is for start alone, of its own machine; schedules can call start and do nothing else', () => {
    expect(whoMay(/^states:/)).toEqual(['Start']);
    const states = of('Start').filter(({ action }) => action.startsWith('states:'));
    expect(states.map(({ action, resource }) => `${action} ${resource}`)).toEqual([
      'states:StartExecution states:stateMachine:cs-pulse-demo',
      'states:StartExecution states:stateMachine:cs-pulse-demo-exports',
      'states:DescribeExecution states:execution:cs-pulse-demo-exports:*',
      'states:DescribeExecution states:execution:cs-pulse-demo:*',
    ]);
    const calls = of('SchedulesStarts').map(({ action, resource }) => `${action} ${resource}`);
    expect(calls).toEqual([
      'lambda:InvokeFunction <StartFunction>',
      'sqs:SendMessage <DeadLettersQueue>',
    ]);
  });

  it('leaves calling functions to the machine and the schedules', () => {
    expect(whoMay(/^lambda:/)).toEqual([
      ...['Exports', 'Runs', 'SchedulesStarts', 'SchedulesWatches'],
    ]);
  });
});

describe('asking Athena', () => {
  it('is for those who stage and measure, in the workgroup and the database of the stage', () => {
    expect(whoMay(/^(athena|glue):/)).toEqual(['Measure', 'Stage']);
    const asked = of('Measure').filter(({ action }) => /^(athena|glue)/.test(action));
    expect([...new Set(asked.map(({ resource }) => resource))]).toEqual([
      'athena:workgroup/cs-pulse-demo',
      'glue:catalog',
      'glue:database/cs_pulse_demo',
      'glue:database/default',
      'glue:table/cs_pulse_demo/*',
    ]);
  });
});

describe('removing', () => {
  it('is for whoever made it: export writes its own drop anew, and nobody else touches a drop', () => {
    const removed = everything.filter(({ action }) => action === 's3:DeleteObject');
    expect(removed.map(({ role, resource }) => `${role} ${flat(resource)}`).sort()).toEqual([
      'Export s3:lake/exports/exports/*',
      'Export s3:lake/records/*',
      'Export s3:lake/rejected/exports/*',
      'Land s3:lake/landed/*',
      'Land s3:lake/rejected/*',
      'Measure s3:lake/scratch/*',
      'Stage s3:lake/rejected/*',
      'Stage s3:lake/scratch/*',
      'Stage s3:lake/staged/*',
    ]);
  });
});

describe('the credentials of vendors', () => {
  it('are read by export alone, of the sources of the stage and by their whole names', () => {
    const read = everything.filter(({ action }) => action.startsWith('secretsmanager:'));
    expect(read.map(({ role, action, resource }) => `${role} ${action} ${resource}`)).toEqual([
      // No vendor's: what passes to the archive are signed with.
      'ArchiveSiteSignin secretsmanager:GetSecretValue secretsmanager:secret:cs-pulse/demo/archive-??????',
      'Export secretsmanager:GetSecretValue secretsmanager:secret:cs-pulse/demo/hubspot-??????',
      'Export secretsmanager:GetSecretValue secretsmanager:secret:cs-pulse/demo/stripe-??????',
    ]);
  });

  it('lie with whoever can neither send mail nor see a report', () => {
    const beyond = /^ses:|^sns:|^states:|s3:archive|kms:archive.*GenerateDataKey|athena|glue/;
    expect(
      of('Export').filter(({ action, resource }) => beyond.test(action) || beyond.test(resource)),
    ).toEqual([]);
  });

  it('have no value in a template, and are encrypted with the key of the data that they open', () => {
    const secrets = ofType(storage, 'AWS::SecretsManager::Secret')
      .map(({ Properties }) => Properties)
      .filter(({ Name }) => Name !== 'cs-pulse/demo/archive');
    expect(secrets.map(({ Name }) => Name)).toEqual([
      'cs-pulse/demo/hubspot',
      'cs-pulse/demo/stripe',
    ]);
    for (const secret of secrets) {
      expect(secret.SecretString).toBeUndefined();
      expect(secret.GenerateSecretString).toBeUndefined();
      expect(flat(secret.KmsKeyId)).toMatch(/^<lakeKey/);
    }
  });
});

describe('what vendors answered', () => {
  const keysOf = (role: string, action: string) =>
    of(role).flatMap((one) => (one.action === action ? [one.resource.replace(/\*.*$/, '')] : []));
  /** Whether one reads what the other writes, and so could hand it on. */
  const goes = (from: string, to: string) =>
    keysOf(from, 's3:PutObject').some((put) =>
      keysOf(to, 's3:GetObject').some((get) => put.startsWith(get) || get.startsWith(put)),
    );

  it('is read as it came by export alone', () => {
    const raw = everything.filter(({ resource }) => /lake\/(raw|records)\//.test(resource));
    expect([...new Set(raw.map(({ role }) => role))]).toEqual(['Export']);
  });

  it('comes to a reader only by way of land: nobody who sends mail reads what export writes', () => {
    expect(whoMay(/^ses:Send/).filter((role) => goes('Export', role))).toEqual([]);
    expect(goes('Export', 'Land')).toBe(true);
  });
});
