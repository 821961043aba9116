"""The main paths of the local service by boto3; the endpoint and the credentials come from the environment."""

import boto3
from botocore.exceptions import ClientError


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 400, error
        return error.response["Error"]["Message"]
    raise AssertionError(f"{code} was expected")


def without_metadata(answer):
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


aws = boto3.client("cognito-identity")

pool = without_metadata(
    aws.create_identity_pool(
        IdentityPoolName="by boto3",
        AllowUnauthenticatedIdentities=True,
        DeveloperProviderName="login.example",
        SupportedLoginProviders={"accounts.google.com": "app"},
    )
)
pool_id = pool["IdentityPoolId"]
assert without_metadata(aws.describe_identity_pool(IdentityPoolId=pool_id)) == pool
assert "AllowClassicFlow" not in pool and pool["IdentityPoolTags"] == {}

renamed = aws.update_identity_pool(
    IdentityPoolId=pool_id, IdentityPoolName="renamed", AllowUnauthenticatedIdentities=True
)
assert renamed["DeveloperProviderName"] == "login.example"
assert "SupportedLoginProviders" not in renamed

pools = [
    item
    for page in aws.get_paginator("list_identity_pools").paginate(PaginationConfig={"PageSize": 1})
    for item in page["IdentityPools"]
]
assert {"IdentityPoolId": pool_id, "IdentityPoolName": "renamed"} in pools

guest = aws.get_id(IdentityPoolId=pool_id)["IdentityId"]
assert aws.get_id(IdentityPoolId=pool_id)["IdentityId"] != guest
assert aws.get_open_id_token(IdentityId=guest)["Token"].count(".") == 2


def register(user):
    answer = aws.get_open_id_token_for_developer_identity(IdentityPoolId=pool_id, Logins={"login.example": user})
    return answer["IdentityId"]


ann, bob = register("ann"), register("bob")
assert register("ann") == ann != bob
identity = aws.describe_identity(IdentityId=ann)
assert identity["Logins"] == ["login.example"]
assert identity["CreationDate"] == identity["LastModifiedDate"]
found = aws.lookup_developer_identity(IdentityPoolId=pool_id, DeveloperUserIdentifier="ann")
assert found["IdentityId"] == ann and found["DeveloperUserIdentifierList"] == ["ann"]
refused(
    "ResourceConflictException",
    aws.lookup_developer_identity,
    IdentityPoolId=pool_id,
    IdentityId=ann,
    DeveloperUserIdentifier="bob",
)
merged = aws.merge_developer_identities(
    IdentityPoolId=pool_id,
    DeveloperProviderName="login.example",
    SourceUserIdentifier="ann",
    DestinationUserIdentifier="bob",
)
assert merged["IdentityId"] == bob == register("ann")
aws.unlink_developer_identity(
    IdentityPoolId=pool_id, IdentityId=bob, DeveloperProviderName="login.example", DeveloperUserIdentifier="ann"
)
assert register("ann") not in (ann, bob)
enabled = aws.list_identities(IdentityPoolId=pool_id, MaxResults=60, HideDisabled=True)["Identities"]
assert ann not in [item["IdentityId"] for item in enabled]
assert aws.delete_identities(IdentityIdsToDelete=[ann])["UnprocessedIdentityIds"] == []

roles = {"authenticated": "arn:aws:iam::123456789012:role/a", "unauthenticated": "arn:aws:iam::123456789012:role/b"}
aws.set_identity_pool_roles(IdentityPoolId=pool_id, Roles=roles)
assert aws.get_identity_pool_roles(IdentityPoolId=pool_id)["Roles"] == roles
credentials = aws.get_credentials_for_identity(IdentityId=guest)["Credentials"]
assert credentials["AccessKeyId"].startswith("ASIA") and credentials["Expiration"].tzinfo

arn = f"arn:aws:cognito-identity:{aws.meta.region_name}:000000000000:identitypool/{pool_id}"
aws.tag_resource(ResourceArn=arn, Tags={"team": "a"})
assert aws.list_tags_for_resource(ResourceArn=arn)["Tags"] == {"team": "a"}
aws.untag_resource(ResourceArn=arn, TagKeys=["team"])

message = refused("ValidationException", aws.describe_identity_pool, IdentityPoolId="no pool")
assert message.startswith("1 validation error detected: Value 'no pool' at 'identityPoolId'"), message
wrong = boto3.client("cognito-identity", aws_secret_access_key="wrong", aws_access_key_id="local")
refused("InvalidSignatureException", wrong.list_identity_pools, MaxResults=1)

aws.delete_identity_pool(IdentityPoolId=pool_id)
message = refused("ResourceNotFoundException", aws.describe_identity_pool, IdentityPoolId=pool_id)
assert message == f"IdentityPool '{pool_id}' not found.", message
print("ok")
