"""The main paths of the local service by boto 2; the port comes from the environment."""

import os

from boto.cognito.identity.exceptions import ResourceNotFoundException
from boto.cognito.identity.layer1 import CognitoIdentityConnection

conn = CognitoIdentityConnection(
    host="127.0.0.1",
    port=int(os.environ["PORT"]),
    is_secure=False,
    aws_access_key_id="local",
    aws_secret_access_key="local",
)
conn.auth_region_name = "eu-central-1"
conn.auth_service_name = "cognito-identity"

pool = conn.create_identity_pool("by boto 2", True, developer_provider_name="login.example")
pool_id = pool["IdentityPoolId"]
assert pool_id.startswith("eu-central-1:")
assert conn.describe_identity_pool(pool_id) == pool
assert {"IdentityPoolId": pool_id, "IdentityPoolName": "by boto 2"} in conn.list_identity_pools(60)["IdentityPools"]

# boto 2 signs the operations that need no signature, too.
guest = conn.get_id("000000000000", pool_id)["IdentityId"]
assert conn.get_open_id_token(guest)["Token"].count(".") == 2

ann = conn.get_open_id_token_for_developer_identity(pool_id, {"login.example": "ann"})["IdentityId"]
found = conn.lookup_developer_identity(pool_id, developer_user_identifier="ann")
assert found["IdentityId"] == ann and found["DeveloperUserIdentifierList"] == ["ann"]
assert len(conn.list_identities(pool_id, 60)["Identities"]) == 2
conn.unlink_developer_identity(ann, pool_id, "login.example", "ann")

assert conn.update_identity_pool(pool_id, "renamed", False)["IdentityPoolName"] == "renamed"
conn.delete_identity_pool(pool_id)
try:
    # The integration tests of boto 2 ask for this pool.
    conn.describe_identity_pool("us-east-0:c09e640-b014-4822-86b9-ec77c40d8d6f")
except ResourceNotFoundException as error:
    assert error.status == 400, error
else:
    raise AssertionError("ResourceNotFoundException was expected")
print("ok")
