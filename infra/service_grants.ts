import { arn, type Grant } from './constructs/access.ts';
import { databaseOf, secretsOf, workgroupOf } from './names.ts';

/** The credentials of the stage's own sources, whose ARNs end in six letters that nobody knows before. */
export function readsSecrets(stage: string, sources: readonly string[]): Grant[] {
  const named = (source: string) =>
    arn('secretsmanager', `secret:${secretsOf(stage)}${source}-??????`);
  const actions = ['secretsmanager:GetSecretValue'];
  if (sources.length === 0) return [];
  return [{ why: 'credentials of its sources', actions, resources: sources.map(named) }];
}

export function starts(machine: string, what: string): Grant[] {
  const [resource, executions] = [`stateMachine:${machine}`, `execution:${machine}:*`];
  return [
    {
      why: `starts ${what}`,
      actions: ['states:StartExecution'],
      resources: [arn('states', resource)],
    },
    {
      why: `looks at the ${what} of its own machine, whose names it makes itself`,
      actions: ['states:DescribeExecution'],
      resources: [arn('states', executions)],
    },
  ];
}

/** Queries in the workgroup; Athena looks tables up in Glue with the permissions of whoever asks. */
export function asks(stage: string): Grant[] {
  const [database, catalog] = [databaseOf(stage), arn('glue', 'catalog')];
  return [
    {
      why: 'queries in its own workgroup',
      actions: [
        'athena:StartQueryExecution',
        'athena:GetQueryExecution',
        'athena:GetQueryResults',
        'athena:StopQueryExecution',
      ],
      resources: [arn('athena', `workgroup/${workgroupOf(stage)}`)],
    },
    {
      why: 'looks up its own database; Athena asks for the default one before every query',
      actions: ['glue:GetDatabase'],
      resources: [catalog, arn('glue', 'database/default'), arn('glue', `database/${database}`)],
    },
    {
      why: 'looks up the tables of its own database, all of which are ours',
      actions: ['glue:GetTable', 'glue:GetTables', 'glue:GetPartitions'],
      resources: [catalog, arn('glue', `database/${database}`), arn('glue', `table/${database}/*`)],
    },
  ];
}
