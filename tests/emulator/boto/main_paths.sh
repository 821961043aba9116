#!/bin/sh
# The main paths of the local service by the AWS CLI; the endpoint and the credentials come from the environment.
set -eu

fail() {
  echo "$1" >&2
  exit 1
}
cognito() { aws cognito-identity --output text "$@"; }

pool=$(cognito create-identity-pool --identity-pool-name "by the CLI" --allow-unauthenticated-identities \
  --developer-provider-name login.example --query IdentityPoolId)
test "$(cognito describe-identity-pool --identity-pool-id "$pool" --query IdentityPoolName)" = "by the CLI"
guest=$(cognito get-id --identity-pool-id "$pool" --query IdentityId)
register() {
  cognito get-open-id-token-for-developer-identity --identity-pool-id "$pool" --logins "login.example=$1" --query IdentityId
}
ann=$(register ann)
test "$(register ann)" = "$ann"
test "$(cognito lookup-developer-identity --identity-pool-id "$pool" --developer-user-identifier ann --query IdentityId)" = "$ann"
test "$(cognito lookup-developer-identity --identity-pool-id "$pool" --identity-id "$ann" --query 'DeveloperUserIdentifierList[0]')" = ann
test "$(cognito list-identities --identity-pool-id "$pool" --max-results 60 --query 'length(Identities)')" = 2
cognito set-identity-pool-roles --identity-pool-id "$pool" --roles unauthenticated=arn:aws:iam::123456789012:role/guest
cognito get-credentials-for-identity --identity-id "$guest" --query Credentials.AccessKeyId | grep -q '^ASIA' || fail "no credentials"
cognito delete-identity-pool --identity-pool-id "$pool"
cognito describe-identity-pool --identity-pool-id "$pool" 2>&1 | grep -q "ResourceNotFoundException.*IdentityPool '$pool' not found" ||
  fail "the pool is still there"
echo ok
