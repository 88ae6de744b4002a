import { describe, expect, it } from 'vitest';
import { functions } from '../../infra/functions.ts';
import { warehouseTables } from '../../lambdas/adapters/athena/warehouse.ts';
import { inventory } from './inventory.ts';
import { flat, ofType, permissions, synthesised } from './synthesised.ts';

const made = synthesised();
/** Everything that a stage can have otherwise. */
const other = synthesised({
  ...{ production: true, account: '111122223333', region: 'eu-central-1' },
  ...{ unsubscribe_concurrency: null, creates_identity: false, allow_list: [] },
  schedules: [{ edition: 'monthly', days_after_end: 1, at: '07:00' }],
  ...{ exports: { sources: [] }, archive: null },
});
const { storage, warehouse, pipeline } = made;
const all = { ...storage, ...warehouse, ...pipeline };
const properties = (type: string) => ofType(all, type).map(({ Properties }) => Properties);

describe('the stacks', () => {
  it('have no finding of cdk-nag that is not answered for', () => {
    expect(made.findings()).toEqual([]);
  });

  it('hold what the inventory lists, line by line', async () => {
    await expect(inventory(made)).toMatchFileSnapshot('inventory.txt');
  });

  it('keep what is stored in production and let it go elsewhere; only production is protected', () => {
    const kept = (resources: typeof storage) =>
      Object.values(resources)
        .filter(({ Type }) => /S3::Bucket$|KMS::Key$|LogGroup$|Secret$/.test(Type))
        .map(({ DeletionPolicy }) => DeletionPolicy);
    expect(new Set(kept(all))).toEqual(new Set(['Delete']));
    expect(new Set(kept({ ...other.storage, ...other.pipeline }))).toEqual(new Set(['Retain']));
    expect([made.protection, other.protection]).toEqual([
      [false, false, false],
      [true, true, true],
    ]);
  });

  it('have a pipeline that is deployed without the warehouse: it knows its names alone', () => {
    const imported = JSON.stringify(pipeline).match(/Fn::ImportValue":"[^"]+/g) ?? [];
    expect(imported.length).toBeGreaterThan(0);
    expect(imported.filter((name) => !/cs-pulse-demo-storage:.*Key/.test(name))).toEqual([]);
  });
});

describe('every bucket', () => {
  const buckets = properties('AWS::S3::Bucket');

  it('blocks public access, keeps ownership and refuses what does not come by TLS 1.2', () => {
    expect(buckets).toHaveLength(4);
    for (const bucket of buckets) {
      expect(Object.values(bucket.PublicAccessBlockConfiguration)).toEqual([
        true,
        true,
        true,
        true,
      ]);
      expect(bucket.OwnershipControls.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
    }
    for (const { PolicyDocument } of properties('AWS::S3::BucketPolicy')) {
      const denied = PolicyDocument.Statement.filter(
        (one: { Effect: string }) => one.Effect === 'Deny',
      );
      expect(denied.map((one: { Condition: unknown }) => one.Condition)).toEqual([
        { Bool: { 'aws:SecureTransport': 'false' } },
        { NumericLessThan: { 's3:TlsVersion': 1.2 } },
      ]);
    }
  });

  it('for data is versioned, logged and encrypted with our key', () => {
    const data = buckets.filter(({ BucketName }) => !flat(BucketName).includes('access-logs'));
    expect(data.map(({ BucketName }) => flat(BucketName))).toEqual(['lake', 'archive', 'settings']);
    for (const bucket of data) {
      expect(bucket.VersioningConfiguration).toEqual({ Status: 'Enabled' });
      expect(bucket.LoggingConfiguration.LogFilePrefix).toMatch(/^(lake|archive|settings)\/$/);
      const [rule] = bucket.BucketEncryption.ServerSideEncryptionConfiguration;
      expect(rule.BucketKeyEnabled).toBe(true);
      expect(rule.ServerSideEncryptionByDefault.SSEAlgorithm).toBe('aws:kms');
    }
  });

  it('expires results and scratch tables for good, and neither runs nor settings', () => {
    const rules = buckets.flatMap(({ BucketName, LifecycleConfiguration }) =>
      LifecycleConfiguration.Rules.filter(
        (rule: Record<string, unknown>) => rule.ExpirationInDays,
      ).map(
        (rule: Record<string, unknown>) =>
          `${flat(BucketName)} ${rule.Prefix} ${rule.ExpirationInDays}`,
      ),
    );
    expect(rules).toEqual(['access-logs undefined 90', 'lake results/ 14', 'lake scratch/ 7']);
  });

  it('has keys that rotate', () => {
    const rotating = properties('AWS::KMS::Key').map(({ EnableKeyRotation, KeySpec }) => [
      KeySpec,
      EnableKeyRotation,
    ]);
    // KMS rotates no key that signs.
    expect(rotating).toEqual([
      [undefined, true],
      [undefined, true],
      ['HMAC_256', undefined],
    ]);
  });
});

describe('the warehouse', () => {
  it('has every table that the pipeline reads, with projected partitions', () => {
    const tables = properties('AWS::Glue::Table').map(({ TableInput }) => TableInput);
    expect(tables.map(({ Name }) => Name)).toEqual(warehouseTables.map(({ name }) => name));
    for (const { Parameters } of tables) expect(Parameters['projection.enabled']).toBe('true');
  });

  it('lets nobody choose another place for results, another key or a higher limit', () => {
    const [workgroup] = properties('AWS::Athena::WorkGroup');
    const configuration = workgroup?.WorkGroupConfiguration;
    expect(configuration).toMatchObject({
      EnforceWorkGroupConfiguration: true,
      BytesScannedCutoffPerQuery: 50_000_000_000,
      PublishCloudWatchMetricsEnabled: true,
    });
    expect(flat(configuration.ResultConfiguration.OutputLocation)).toBe('s3://lake/results/');
    expect(configuration.ResultConfiguration.EncryptionConfiguration.EncryptionOption).toBe(
      'SSE_KMS',
    );
  });
});

describe('every function', () => {
  const lambdas = properties('AWS::Lambda::Function');

  it('has the memory and the time that are stated, on ARM and the newest Node', () => {
    const stated = lambdas.map(({ FunctionName, MemorySize, Timeout }) => [
      FunctionName,
      { memory: MemorySize, seconds: Timeout },
    ]);
    const wanted = Object.entries(functions).map(([name, { memory, seconds }]) => [
      `cs-pulse-demo-${name}`,
      { memory, seconds },
    ]);
    expect(Object.fromEntries(stated)).toEqual(Object.fromEntries(wanted));
    for (const { Architectures, Runtime } of lambdas)
      expect([Architectures, Runtime]).toEqual([['arm64'], 'nodejs24.x']);
  });

  it('says who is hurt when it fails', () => {
    for (const { Description } of lambdas)
      expect(Description).toMatch(/\. When it fails( too,)? .{20,}/);
  });

  it('logs JSON into a log that is kept as long as the stage says', () => {
    for (const { LoggingConfig, FunctionName } of lambdas) {
      expect(LoggingConfig.LogFormat).toBe('JSON');
      const log = pipeline[LoggingConfig.LogGroup.Ref]?.Properties;
      expect(log).toMatchObject({
        LogGroupName: `/aws/lambda/${FunctionName}`,
        RetentionInDays: 90,
      });
    }
  });

  it('that nobody waits for leaves what failed in the dead-letter queue', () => {
    const left = properties('AWS::Lambda::EventInvokeConfig').map((config) => [
      flat(config.FunctionName),
      flat(config.DestinationConfig.OnFailure.Destination),
    ]);
    expect(left).toEqual([
      ['<StartFunction>', '<DeadLettersQueue>'],
      ['<WatchdogFunction>', '<DeadLettersQueue>'],
      ['<FeedbackFunction>', '<DeadLettersQueue>'],
    ]);
  });

  it('is reached from outside in one case, with a limit of its own', () => {
    expect(properties('AWS::Lambda::Url').map(({ AuthType }) => AuthType)).toEqual([
      'AWS_IAM',
      'NONE',
    ]);
    const limited = lambdas.filter((one) => one.ReservedConcurrentExecutions !== undefined);
    expect(limited.map(({ FunctionName }) => FunctionName)).toEqual([
      'cs-pulse-demo-sign_in',
      'cs-pulse-demo-unsubscribe',
    ]);
    const anybody = properties('AWS::Lambda::Permission').filter(
      ({ Principal }) => Principal === '*',
    );
    expect(anybody.map(({ Action, FunctionName }) => `${Action} ${flat(FunctionName)}`)).toEqual([
      'lambda:InvokeFunctionUrl <LinksUnsubscribeFunction>',
      'lambda:InvokeFunction <LinksUnsubscribeFunction>',
    ]);
  });

  it('can share the concurrency of a small account', () => {
    expect(JSON.stringify(other.pipeline)).not.toContain('ReservedConcurrentExecutions');
  });
});

describe('mail', () => {
  it('goes by TLS or not at all, and what bounced or was complained of is not written to again', () => {
    const [set] = properties('AWS::SES::ConfigurationSet');
    expect(set).toMatchObject({
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
  });

  it('tells feedback of bounces and complaints', () => {
    const [destination] = properties('AWS::SES::ConfigurationSetEventDestination');
    expect(destination?.EventDestination.MatchingEventTypes).toEqual(['bounce', 'complaint']);
    const subscribed = properties('AWS::SNS::Subscription').map(({ Protocol, Endpoint }) => [
      Protocol,
      flat(Endpoint),
    ]);
    expect(subscribed).toEqual([
      ['lambda', '<FeedbackFunction>'],
      ['email', 'owner@example.com'],
    ]);
  });

  it('leaves an identity alone that another stage has made', () => {
    expect(ofType(other.pipeline, 'AWS::SES::EmailIdentity')).toEqual([]);
  });
});

describe('the right to send', () => {
  const sends = (pipeline: typeof made.pipeline) =>
    permissions(pipeline)
      .get('Deliver')
      ?.find(({ action }) => action === 'ses:SendRawEmail');

  it('ends at the allow list and the owner outside production, and at nobody in it', () => {
    expect(sends(pipeline)?.condition['ForAllValues:StringLike']).toEqual({
      'ses:Recipients': ['dana@example.com', '*@example.org', 'owner@example.com'],
    });
    expect(Object.keys(sends(other.pipeline)?.condition ?? {})).toEqual(['StringEquals']);
  });
});

describe('schedules', () => {
  it('start each edition in the time zone of the stage, and the watchdog every hour', () => {
    const schedules = properties('AWS::Scheduler::Schedule').map((schedule) => [
      schedule.ScheduleExpression,
      schedule.ScheduleExpressionTimezone,
      flat(schedule.Target.Arn),
      schedule.Target.Input,
    ]);
    const input = (edition: string) =>
      `{"scheduled":"<aws.scheduler.scheduled-time>","edition":"${edition}"}`;
    const [zone, start] = ['Europe/Berlin', '<StartFunction>'];
    expect(schedules).toEqual([
      [
        'cron(15 3 * * ? *)',
        zone,
        start,
        '{"export":{"scheduled":"<aws.scheduler.scheduled-time>"}}',
      ],
      ['cron(0 7 ? * MON *)', zone, start, input('weekly')],
      ['cron(0 7 2 * ? *)', zone, start, input('monthly')],
      ['cron(0 7 3 1,4,7,10 ? *)', zone, start, input('quarterly')],
      ['cron(30 * * * ? *)', zone, '<WatchdogFunction>', '{}'],
    ]);
  });

  it('try again for an hour and then leave a dead letter', () => {
    for (const { Target } of properties('AWS::Scheduler::Schedule')) {
      expect(Target.RetryPolicy).toEqual({
        MaximumEventAgeInSeconds: 3600,
        MaximumRetryAttempts: 10,
      });
      expect(flat(Target.DeadLetterConfig.Arn)).toBe('<DeadLettersQueue>');
    }
  });
});

describe('alarms', () => {
  const alarms = properties('AWS::CloudWatch::Alarm');

  it('tell the owner when they ring and when it is over, in sentences that say what to do', () => {
    for (const alarm of alarms) {
      expect(alarm.AlarmActions.map(flat)).toEqual(['<AlarmsOwner>']);
      expect(alarm.OKActions.map(flat)).toEqual(['<AlarmsOwner>']);
      expect(alarm.AlarmDescription).toMatch(/^[A-Z].+[.,;:] .+\.$/);
    }
  });

  it('reach the owner, whose topic lets CloudWatch of this account publish', () => {
    const policies = properties('AWS::SNS::TopicPolicy').flatMap(({ PolicyDocument }) =>
      PolicyDocument.Statement.filter((one: { Effect: string }) => one.Effect === 'Allow').map(
        (one: { Principal: { Service: string }; Condition: unknown }) => [
          one.Principal.Service,
          Object.keys(one.Condition as object),
        ],
      ),
    );
    expect(policies).toEqual([
      ['ses.amazonaws.com', ['StringEquals']],
      ['cloudwatch.amazonaws.com', ['StringEquals']],
    ]);
  });

  it('notice a week without a report by whole days, which is at the latest after eight', () => {
    const weekly = alarms.find(({ AlarmName }) => AlarmName === 'cs-pulse-demo-no-weekly-run');
    expect(weekly).toMatchObject({
      ...{ Period: 86_400, EvaluationPeriods: 7, Threshold: 1, TreatMissingData: 'breaching' },
      EvaluationWindow: { WallClockWindow: { Timezone: 'Europe/Berlin' } },
    });
    expect(JSON.stringify(other.pipeline)).not.toContain('weekly');
  });
});

describe('exports', () => {
  it('have a disk for what does not fit into memory, and nobody else has', () => {
    const disks = properties('AWS::Lambda::Function').filter((one) => one.EphemeralStorage);
    expect(
      disks.map(({ FunctionName, EphemeralStorage }) => [FunctionName, EphemeralStorage]),
    ).toEqual([['cs-pulse-demo-export', { Size: 10_240 }]]);
  });

  it('ring when reports are made of yesterday’s data', () => {
    const rings = properties('AWS::CloudWatch::Alarm').filter(({ AlarmName }) =>
      /export/.test(AlarmName),
    );
    expect(rings.map(({ AlarmName }) => AlarmName.replace('cs-pulse-demo-', '')).sort()).toEqual([
      ...['export-failed', 'export-too-long', 'no-export'],
    ]);
    for (const { AlarmDescription } of rings)
      expect(AlarmDescription).toMatch(/^Reports are made of yesterday's data, or older/);
  });

  it('leave nothing behind in a stage that has none of them', () => {
    const without = JSON.stringify({ ...other.storage, ...other.pipeline });
    expect(without).not.toMatch(
      /secretsmanager|SecretsManager|-exports"|EXPORT_|"cs-pulse-demo-export"/,
    );
    expect(ofType(other.pipeline, 'AWS::StepFunctions::StateMachine')).toHaveLength(1);
  });

  it('keep no versions of what every export writes anew', () => {
    const [lake] = properties('AWS::S3::Bucket').filter(
      ({ BucketName }) => flat(BucketName) === 'lake',
    );
    const rule = lake?.LifecycleConfiguration.Rules.find(
      (one: { Prefix?: string }) => one.Prefix === 'records/',
    );
    expect(rule.NoncurrentVersionExpiration).toEqual({ NoncurrentDays: 3 });
  });
});
