import { Stack, type StackProps } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { glueTableInput, warehouseTables } from '../../lambdas/adapters/athena/warehouse.ts';
import { bucketOf, databaseOf, workgroupOf } from '../names.ts';
import type { Stage } from '../stage.ts';

interface WarehouseProps extends StackProps {
  readonly stage: Stage;
  readonly lakeKey: IKey;
}

/** What Athena knows of the lake. It holds no data: it can be deleted and deployed again at any time. */
export class Warehouse extends Stack {
  constructor(scope: Construct, id: string, { stage, lakeKey, ...props }: WarehouseProps) {
    super(scope, id, props);
    const lakeBucket = bucketOf(stage.name, 'lake');
    this.workgroup(stage, `s3://${lakeBucket}/results/`, lakeKey);
    this.tables(stage, lakeBucket);
  }

  private workgroup(stage: Stage, outputLocation: string, key: IKey): void {
    new CfnWorkGroup(this, 'Workgroup', {
      name: workgroupOf(stage.name),
      description: 'Queries of CS Pulse. When it is gone or stopped, no edition is measured.',
      recursiveDeleteOption: true,
      workGroupConfiguration: {
        // Nobody who queries can choose another place, another key or a higher limit.
        enforceWorkGroupConfiguration: true,
        bytesScannedCutoffPerQuery: stage.bytes_per_query,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        publishCloudWatchMetricsEnabled: true,
        requesterPaysEnabled: false,
        resultConfiguration: {
          outputLocation,
          encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKey: key.keyArn },
          expectedBucketOwner: this.account,
        },
      },
    });
  }

  private tables(stage: Stage, lakeBucket: string): void {
    const name = databaseOf(stage.name);
    const database = new CfnDatabase(this, 'Database', {
      catalogId: this.account,
      databaseName: name,
      databaseInput: { name, description: 'The tables of CS Pulse, as they lie in the lake' },
    });
    for (const table of warehouseTables) {
      const input = glueTableInput(table, { database: name, lakeBucket });
      new CfnTable(this, table.name, { catalogId: this.account, ...input }).addResourceDependency(
        database,
      );
    }
  }
}
