import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { Grant } from './access.ts';

/** Gives permissions to a role; where names can only be known by pattern, the grant's reason stands for it. */
export function permit(role: Role, grants: readonly Grant[]): void {
  for (const { why, actions, resources, conditions } of grants) {
    role.addToPolicy(
      new PolicyStatement({
        actions: [...actions],
        resources: [...resources],
        ...(conditions && { conditions }),
      }),
    );
    for (const resource of resources.map((resource) => flat(Stack.of(role).resolve(resource)))) {
      if (resource.includes('*')) accept(role, `AwsSolutions-IAM5[Resource::${resource}]`, why);
    }
  }
}

/** Tells cdk-nag why a finding is as it should be. */
export function accept(scope: IConstruct, id: string, reason: string): void {
  Validations.of(scope).acknowledge({ id, reason });
}

/** A resolved ARN in the words of cdk-nag's findings: `arn:<AWS::Partition>:s3:::…`. */
function flat(resolved: unknown): string {
  if (typeof resolved === 'string') return resolved;
  if (typeof resolved !== 'object' || resolved === null) return '';
  if ('Ref' in resolved) return `<${resolved.Ref}>`;
  const parts = 'Fn::Join' in resolved ? resolved['Fn::Join'] : undefined;
  return Array.isArray(parts) && Array.isArray(parts[1]) ? parts[1].map(flat).join('') : '';
}
