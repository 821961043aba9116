import { WorkloadIdentity } from "pulumi-cognito-identity";
import { Application, ApplicationFederatedIdentityCredential } from "./entra";
import { WorkloadIdentityPool, WorkloadIdentityPoolProvider } from "./google";

const billing = new WorkloadIdentity("billing");

// Microsoft Entra: the workload's token is taken for a secret of this application.
const application = new Application("billing", { displayName: "Billing" });
new ApplicationFederatedIdentityCredential("billing-on-aws", {
  applicationId: application.id,
  displayName: "billing-on-aws",
  issuer: billing.issuer,
  subject: billing.subject,
  audiences: [billing.audience],
});

// Google Cloud: the workload's token is exchanged for one of this principal, which roles are granted to.
const aws = new WorkloadIdentityPool("aws", { workloadIdentityPoolId: "workloads-on-aws" });
new WorkloadIdentityPoolProvider("billing", {
  workloadIdentityPoolId: aws.workloadIdentityPoolId,
  workloadIdentityPoolProviderId: "billing",
  oidc: { issuerUri: billing.issuer, allowedAudiences: [billing.audience] },
  attributeMapping: { "google.subject": "assertion.sub" },
  attributeCondition: billing.subject.apply((subject) => `assertion.sub == "${subject}"`),
});

export const { policy, identityPoolId, logins } = billing;
export const entraClientId = application.clientId;
export const googlePrincipal = billing.subject.apply((subject) =>
  aws.name.apply((pool) => `principal://iam.googleapis.com/${pool}/subject/${subject}`),
);
