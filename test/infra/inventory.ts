import {
  flat,
  ofType,
  type Permission,
  permissions,
  type Resources,
  type synthesised,
} from './synthesised.ts';

type Made = Pick<ReturnType<typeof synthesised>, 'storage' | 'warehouse' | 'pipeline'>;

/** Everything that is deployed, a line each, and below it who may do what: short enough to be read in a review. */
export function inventory({ storage, warehouse, pipeline }: Made): string {
  return [
    ...['# Storage', ...resources(storage)],
    ...['', '# Warehouse', ...resources(warehouse)],
    ...['', '# Pipeline', ...resources(pipeline)],
    ...['', '# Who may do what', ...mayDo(pipeline)],
    ...['', '# What functions are told', ...told(pipeline)],
    '',
  ].join('\n');
}

/** What is said of a resource beside its type. */
const shown: Readonly<Record<string, readonly string[]>> = {
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::KMS::Key': ['Description'],
  'AWS::SecretsManager::Secret': ['Name'],
  'AWS::Athena::WorkGroup': ['Name'],
  'AWS::Glue::Database': ['DatabaseInput.Name'],
  'AWS::Lambda::Function': [
    'FunctionName',
    'MemorySize',
    'Timeout',
    'ReservedConcurrentExecutions',
  ],
  'AWS::Logs::LogGroup': ['LogGroupName', 'RetentionInDays'],
  'AWS::Scheduler::Schedule': ['Name', 'ScheduleExpression', 'ScheduleExpressionTimezone'],
  'AWS::CloudWatch::Alarm': ['AlarmName', 'ComparisonOperator', 'Threshold', 'EvaluationPeriods'],
  'AWS::SES::EmailIdentity': ['EmailIdentity'],
  'AWS::SES::ConfigurationSet': ['Name'],
  'AWS::SNS::Topic': ['TopicName'],
  'AWS::SNS::Subscription': ['Protocol', 'Endpoint'],
  'AWS::SQS::Queue': ['QueueName'],
  'AWS::StepFunctions::StateMachine': ['StateMachineName'],
};

/** Told by others: tables by the warehouse's own list, policies by who may do what. */
const counted = /Glue::Table$|IAM::|Policy$|Permission$/;

function resources(all: Resources): string[] {
  const lines = Object.values(all)
    .filter(({ Type }) => !counted.test(Type))
    .map(({ Type, Properties }) => [short(Type), ...values(Type, Properties)].join(' '));
  const types = [...new Set(Object.values(all).map(({ Type }) => Type))];
  const counts = types
    .filter((type) => counted.test(type))
    .map((type) => `${short(type)} × ${ofType(all, type).length}`);
  return [...lines, ...counts].sort();
}

const short = (type: string) => type.replace(/^AWS::/, '');

function values(type: string, properties: Record<string, unknown>): string[] {
  return (shown[type] ?? []).flatMap((path) => {
    const value = path
      .split('.')
      .reduce((at: unknown, key) => (at as Record<string, unknown>)?.[key], properties);
    return value === undefined ? [] : [flat(value)];
  });
}

function mayDo(pipeline: Resources): string[] {
  return [...permissions(pipeline)].sort().flatMap(([role, may]) => {
    const to = [...new Set(may.map(({ resource }) => resource))].sort();
    return [
      `${role}:`,
      ...to.map((one) =>
        line(
          one,
          may.filter(({ resource }) => resource === one),
        ),
      ),
    ];
  });
}

function line(resource: string, may: readonly Permission[]): string {
  const actions = [...new Set(may.map(({ action }) => action))].sort().join(', ');
  const listed = may.flatMap(({ condition }) => condition.StringLikeIfExists?.['s3:prefix'] ?? []);
  return `  ${resource}${listed.length > 0 ? ` (${listed.join(', ')})` : ''}: ${actions}`;
}

function told(pipeline: Resources): string[] {
  return ofType(pipeline, 'AWS::Lambda::Function')
    .map(({ Properties }) => `${Properties.FunctionName}: ${names(Properties.Environment)}`)
    .sort();
}

const names = (environment: { Variables: object }) => Object.keys(environment.Variables).join(', ');
