package dev.stampede.local.store.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.local.store.template.Template;
import dev.stampede.local.store.template.TemplateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiReaderTest {

    private static final String TEMPLATE = """
            Resources:
              Api:
                Type: AWS::Serverless::Api
                Properties:
                  Name: shop
                  StageName: prod
                  Cors: "'https://shop.example'"
                  Auth:
                    DefaultAuthorizer: Tokens
                    Authorizers:
                      Tokens:
                        FunctionArn: !GetAtt Doorman.Arn
                      Requests:
                        FunctionArn: !GetAtt Doorman.Arn
                        FunctionPayloadType: REQUEST
                        Identity:
                          Headers: [X-Key]
                          QueryStrings: [key]
                          ReauthorizeEvery: 10
                  GatewayResponses:
                    DEFAULT_4XX:
                      ResponseParameters:
                        Headers:
                          X-Id: context.requestId
                      ResponseTemplates:
                        text/plain: oops
              Doorman:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.Doorman
              Shop:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.Shop
                  Events:
                    List:
                      Type: Api
                      Properties: { RestApiId: !Ref Api, Method: get, Path: /things }
                    Open:
                      Type: Api
                      Properties: { RestApiId: !Ref Api, Method: any, Path: "/open/{proxy+}", Auth: { Authorizer: NONE } }
                    Keyed:
                      Type: Api
                      Properties: { RestApiId: !Ref Api, Method: POST, Path: /keyed, Auth: { Authorizer: Requests } }
            """;

    @TempDir
    private Path directory;

    @Test
    void read_events_shouldBecomeRoutesWithTheirAuthorizers() {
        assertThat(read(TEMPLATE).routes().all()).containsExactlyInAnyOrder(
                new Route("GET", PathPattern.parse("/things"), "Shop", Duration.ofSeconds(3), "Tokens"),
                new Route("ANY", PathPattern.parse("/open/{proxy+}"), "Shop", Duration.ofSeconds(3), null),
                new Route("POST", PathPattern.parse("/keyed"), "Shop", Duration.ofSeconds(3), "Requests"));
    }

    @Test
    void read_authorizers_shouldHaveSamsDefaults() {
        assertThat(read(TEMPLATE).authorizers()).isEqualTo(Map.of("Tokens",
                new AuthorizerDefinition.Token("Tokens", "Doorman", Duration.ofSeconds(300), "Authorization", null),
                "Requests",
                new AuthorizerDefinition.Request("Requests", "Doorman", Duration.ofSeconds(10),
                        List.of(new AuthorizerDefinition.IdentitySource.InHeader("X-Key"),
                                new AuthorizerDefinition.IdentitySource.InQuery("key")))));
    }

    @Test
    void read_api_shouldHaveItsStageCorsAndResponses() {
        var api = read(TEMPLATE);

        assertThat(api.stage()).isEqualTo("prod");
        assertThat(api.cors()).isEqualTo(new CorsPolicy("https://shop.example", null, null, null, false, true));
        assertThat(api.gatewayResponses()).isEqualTo(Map.of("DEFAULT_4XX",
                new GatewayResponse(null, Map.of("X-Id", "context.requestId"), Map.of("text/plain", "oops"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            FunctionArn: !GetAtt Doorman.Arn | UserPoolArn: arn:aws:cognito-idp:x | UserPoolArn
            FunctionArn: !GetAtt Doorman.Arn | FunctionArn: arn:aws:lambda:x      | not the ARN of a function
            Authorizer: Requests             | Authorizer: Nobody                 | Unknown authorizer Nobody
            Path: /keyed,                    | Path: keyed,                       | must start with a slash
            Method: POST, Path: /keyed       | Method: GET, Path: /things         | Two functions serve
            FunctionPayloadType: REQUEST     | FunctionPayloadType: BODY          | unsupported FunctionPayloadType BODY
            Authorizer: NONE                 | ApiKeyRequired: true               | ApiKeyRequired
            "'https://shop.example'"         | https://shop.example               | single quotes
            ReauthorizeEvery: 10             | ReauthorizeEvery: 9999             | between 0 and 3600
            """)
    void read_unsupportedProperty_shouldNameIt(String part, String replacement, String message) {
        assertThatThrownBy(() -> Edge.of(template(TEMPLATE.replace(part, replacement)), (id, event) -> {
            throw new AssertionError("No function should be asked");
        }, Clock.systemUTC(), new LocalPages(List.of(), new WebFiles(Path.of("none"), null)),
                new WebFiles(Path.of("none"), null)))
                        .isInstanceOf(TemplateException.class)
                        .hasMessageContaining(message);
    }

    @Test
    void read_noApi_shouldSaySo() {
        assertThatThrownBy(() -> read("""
                Resources:
                  Shop:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: a.Shop
                """)).isInstanceOf(TemplateException.class).hasMessageContaining("exactly one");
    }

    private Api read(String yaml) {
        return ApiReader.read(template(yaml));
    }

    private Template template(String yaml) {
        try {
            return Template.read(Files.writeString(directory.resolve("template.yaml"), yaml), Map.of());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
