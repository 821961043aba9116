import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import {{package}}.CognitoidentityFunctions;
import {{package}}.DeveloperIdentityLink;
import {{package}}.DeveloperIdentityLinkArgs;
import {{package}}.IdentityPool;
import {{package}}.IdentityPoolArgs;
import {{package}}.Provider;
import {{package}}.ProviderArgs;
import {{package}}.enums.DeveloperIdentityLinkOnConflict;
import {{package}}.inputs.CognitoIdentityProviderArgs;
import {{package}}.inputs.GetOpenIdTokenForDeveloperIdentityArgs;
import {{package}}.inputs.LookupDeveloperIdentityArgs;
import java.util.Map;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    static void stack(Context ctx) {
        var pool = new IdentityPool("users", IdentityPoolArgs.builder()
            .developerProviderName("login.example.com")
            .cognitoIdentityProviders(CognitoIdentityProviderArgs.builder()
                .clientId("4k2example")
                .providerName("cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc")
                .build())
            .tags(Map.of("team", ctx.config().get("team").orElse("web")))
            .build());
        var alice = new DeveloperIdentityLink("alice", DeveloperIdentityLinkArgs.builder()
            .identityPoolId(pool.id())
            .developerUserIdentifier("alice")
            .onConflict(DeveloperIdentityLinkOnConflict.Merge)
            .build());
        var ireland = new Provider("ireland", ProviderArgs.builder()
            .region("eu-west-1")
            .endpoint("local:cognito.db")
            .defaultTags(Map.of("made", "by the provider"))
            .build());
        var abroad = new IdentityPool("abroad", IdentityPoolArgs.Empty,
            CustomResourceOptions.builder().provider(ireland).build());
        ctx.config().get("taken").ifPresent(taken -> new IdentityPool("taken", IdentityPoolArgs.builder()
            .identityPoolName("made by hand")
            .allowUnauthenticatedIdentities(true)
            .build(), CustomResourceOptions.builder().importId(taken).build()));
        var users = CognitoidentityFunctions.lookupDeveloperIdentity(LookupDeveloperIdentityArgs.builder()
            .identityPoolId(pool.id())
            .identityId(alice.identityId())
            .build());
        var login = CognitoidentityFunctions.getOpenIdTokenForDeveloperIdentity(
            GetOpenIdTokenForDeveloperIdentityArgs.builder()
                .identityPoolId(pool.id())
                .logins(alice.identityId().applyValue(identity -> Map.of("login.example.com", "alice")))
                .build());
        ctx.export("poolId", pool.identityPoolId());
        ctx.export("aliceIdentity", alice.identityId());
        ctx.export("users", users.applyValue(found -> found.developerUserIdentifierList()));
        ctx.export("token", login.applyValue(made -> made.token()));
        ctx.export("abroadId", abroad.id());
        ctx.export("abroadTags", abroad.tagsAll());
    }
}
