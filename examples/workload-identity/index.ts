import { WorkloadIdentity } from "pulumi-cognito-identity";

const billing = new WorkloadIdentity("billing");

// With @pulumi/aws, for the role of the Lambda function or instance, and for no other:
// new aws.iam.RolePolicy("billing-token", { role: role.id, policy: billing.policy });
export const policy = billing.policy.apply((document) => JSON.parse(document));

// What the workload is told, for example by its environment.
export const identityPoolId = billing.identityPoolId;
export const logins = billing.logins;

// What the other cloud is told.
export const issuer = billing.issuer;
export const audience = billing.audience;
export const subject = billing.subject;
