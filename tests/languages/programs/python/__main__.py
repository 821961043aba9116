import pulumi
import pulumi_cognito_identity as cognito_identity

config = pulumi.Config()

pool = cognito_identity.IdentityPool(
    "users",
    developer_provider_name="login.example.com",
    cognito_identity_providers=[
        cognito_identity.CognitoIdentityProviderArgs(
            client_id="4k2example",
            provider_name="cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc",
        )
    ],
    tags={"team": config.get("team") or "web"},
)
alice = cognito_identity.DeveloperIdentityLink(
    "alice",
    identity_pool_id=pool.id,
    developer_user_identifier="alice",
    on_conflict=cognito_identity.DeveloperIdentityLinkOnConflict.MERGE,
)
ireland = cognito_identity.Provider(
    "ireland", region="eu-west-1", endpoint="local:cognito.db", default_tags={"made": "by the provider"}
)
abroad = cognito_identity.IdentityPool("abroad", opts=pulumi.ResourceOptions(provider=ireland))

taken = config.get("taken")
if taken:
    cognito_identity.IdentityPool(
        "taken",
        identity_pool_name="made by hand",
        allow_unauthenticated_identities=True,
        opts=pulumi.ResourceOptions(import_=taken),
    )

users = cognito_identity.lookup_developer_identity_output(
    identity_pool_id=pool.id, identity_id=alice.identity_id
)
login = cognito_identity.get_open_id_token_for_developer_identity_output(
    identity_pool_id=pool.id, logins=alice.identity_id.apply(lambda _: {"login.example.com": "alice"})
)
pulumi.export("poolId", pool.identity_pool_id)
pulumi.export("aliceIdentity", alice.identity_id)
pulumi.export("users", users.developer_user_identifier_list)
pulumi.export("token", login.token)
pulumi.export("abroadId", abroad.id)
pulumi.export("abroadTags", abroad.tags_all)
