package main

import (
	"{{package}}"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		settings := config.New(ctx, "")
		team := settings.Get("team")
		if team == "" {
			team = "web"
		}
		pool, err := cognitoidentity.NewIdentityPool(ctx, "users", &cognitoidentity.IdentityPoolArgs{
			DeveloperProviderName: pulumi.String("login.example.com"),
			CognitoIdentityProviders: cognitoidentity.CognitoIdentityProviderArray{
				&cognitoidentity.CognitoIdentityProviderArgs{
					ClientId:     pulumi.String("4k2example"),
					ProviderName: pulumi.String("cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc"),
				},
			},
			Tags: pulumi.StringMap{"team": pulumi.String(team)},
		})
		if err != nil {
			return err
		}
		alice, err := cognitoidentity.NewDeveloperIdentityLink(ctx, "alice", &cognitoidentity.DeveloperIdentityLinkArgs{
			IdentityPoolId:          pool.ID(),
			DeveloperUserIdentifier: pulumi.String("alice"),
			OnConflict:              cognitoidentity.DeveloperIdentityLinkOnConflictMerge,
		})
		if err != nil {
			return err
		}
		ireland, err := cognitoidentity.NewProvider(ctx, "ireland", &cognitoidentity.ProviderArgs{
			Region:      pulumi.String("eu-west-1"),
			Endpoint:    pulumi.String("local:cognito.db"),
			DefaultTags: pulumi.StringMap{"made": pulumi.String("by the provider")},
		})
		if err != nil {
			return err
		}
		abroad, err := cognitoidentity.NewIdentityPool(ctx, "abroad", nil, pulumi.Provider(ireland))
		if err != nil {
			return err
		}
		if taken := settings.Get("taken"); taken != "" {
			_, err := cognitoidentity.NewIdentityPool(ctx, "taken", &cognitoidentity.IdentityPoolArgs{
				IdentityPoolName:               pulumi.String("made by hand"),
				AllowUnauthenticatedIdentities: pulumi.Bool(true),
			}, pulumi.Import(pulumi.ID(taken)))
			if err != nil {
				return err
			}
		}
		users := cognitoidentity.LookupDeveloperIdentityOutput(ctx, cognitoidentity.LookupDeveloperIdentityOutputArgs{
			IdentityPoolId: pool.ID(),
			IdentityId:     alice.IdentityId,
		})
		login := cognitoidentity.GetOpenIdTokenForDeveloperIdentityOutput(ctx,
			cognitoidentity.GetOpenIdTokenForDeveloperIdentityOutputArgs{
				IdentityPoolId: pool.ID(),
				Logins:         pulumi.StringMap{"login.example.com": alice.DeveloperUserIdentifier},
			})
		ctx.Export("poolId", pool.IdentityPoolId)
		ctx.Export("aliceIdentity", alice.IdentityId)
		ctx.Export("users", users.DeveloperUserIdentifierList())
		ctx.Export("token", login.Token())
		ctx.Export("abroadId", abroad.ID())
		ctx.Export("abroadTags", abroad.TagsAll)
		return nil
	})
}
