package dev.stampede.local.store.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

    private static final UUID GUID = UUID.fromString("00000000-0000-0000-0000-00000000abcd");
    private static final Stack STACK = Stack.local(GUID, URI.create("http://localhost:9324"));

    private static final String STORE = """
            AWSTemplateFormatVersion: 2010-09-09
            Transform: AWS::Serverless-2016-10-31
            Parameters:
              Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
              HoldSeconds: {Type: Number, Default: 600, MinValue: 1, MaxValue: 900}
              Origins: {Type: CommaDelimitedList, Default: "a, b"}
              Issuer: {Type: String}
            Mappings:
              Sizes: {dev: {memory: 256}, prod: {memory: 1024}}
            Conditions:
              IsProd: !Equals [!Ref Stage, prod]
              IsNotProd: !Not [!Condition IsProd]
              Never: !And [!Condition IsProd, !Condition IsNotProd]
              Always: !Or [!Condition IsProd, !Condition IsNotProd]
            Globals:
              Function:
                Timeout: 7
                Tags: {team: store}
                Environment: {Variables: {STAGE: !Ref Stage, TABLE: none}}
            Resources:
              Orders:
                Type: AWS::DynamoDB::Table
                Properties:
                  BillingMode: PAY_PER_REQUEST
                  PointInTimeRecoverySpecification: !If [IsProd, {PointInTimeRecoveryEnabled: true}, !Ref AWS::NoValue]
              Mails: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "${AWS::StackName}-mails-${Stage}"}}
              Fifo: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
              Events: {Type: AWS::SNS::Topic}
              Files: {Type: AWS::S3::Bucket}
              Watch: {Type: AWS::CloudWatch::Alarm, Condition: IsProd, Properties: {AlarmActions: [!Ref Events]}}
              Buy:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: dev.stampede.Buy::handleRequest
                  CodeUri: functions/buy.jar
                  MemorySize: !FindInMap [Sizes, !Ref Stage, memory]
                  ReservedConcurrentExecutions: !If [IsProd, 50, !Ref AWS::NoValue]
                  Environment:
                    Variables:
                      TABLE: !Ref Orders
                      MAILS: !Ref Mails
                      MAILS_ARN: !GetAtt Mails.Arn
                      FIFO: !GetAtt Fifo.QueueName
                      TOPIC: {Ref: Events}
                      FILES: !Ref Files
                      FILES_ARN: !GetAtt Files.Arn
                      HOLD: !Ref HoldSeconds
                      ORIGINS: !Join ["|", !Ref Origins]
                      FIRST: !Select [0, !Split ["|", !Sub ["${x}|y", {x: !Ref Stage}]]]
                      LITERAL: !Sub "${!kept} ${AWS::Region} ${AWS::AccountId} ${Orders.Arn}"
                      STREAM: !GetAtt [Orders, StreamArn]
                      STACK: !Ref AWS::StackId
                      PROD: !If [IsProd, "yes", "no"]
                  Events:
                    Post: {Type: Api, Properties: {Path: /buy, Method: post}}
                    Mail: {Type: SQS, Properties: {Queue: !GetAtt Mails.Arn, BatchSize: 10}}
            Outputs:
              Table: {Value: !Ref Orders}
              Alarm: {Condition: IsProd, Value: !Ref Watch}
            """;

    @TempDir
    private Path directory;

    @Test
    void read_withIntrinsics_shouldResolveTheEnvironment() throws IOException {
        var buy = read(STORE, Map.of("Issuer", "x")).function("Buy");

        assertThat(buy.environment()).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(Map.entry("STAGE", "dev"),
                Map.entry("TABLE", "stampede-local-Orders"),
                Map.entry("MAILS", "http://localhost:9324/000000000000/stampede-local-mails-dev"),
                Map.entry("MAILS_ARN", "arn:aws:sqs:eu-central-1:000000000000:stampede-local-mails-dev"),
                Map.entry("FIFO", "stampede-local-Fifo.fifo"),
                Map.entry("TOPIC", "arn:aws:sns:eu-central-1:000000000000:stampede-local-Events"),
                Map.entry("FILES", "stampede-local-files"),
                Map.entry("FILES_ARN", "arn:aws:s3:::stampede-local-files"),
                Map.entry("HOLD", "600"), Map.entry("ORIGINS", "a|b"), Map.entry("FIRST", "dev"),
                Map.entry("LITERAL",
                        "${kept} eu-central-1 000000000000 arn:aws:dynamodb:eu-central-1:000000000000:table/stampede-local-Orders"),
                Map.entry("STREAM",
                        "arn:aws:dynamodb:eu-central-1:000000000000:table/stampede-local-Orders/stream/latest"),
                Map.entry("STACK", "arn:aws:cloudformation:eu-central-1:000000000000:stack/stampede-local/" + GUID),
                Map.entry("PROD", "no")));
    }

    @Test
    void read_withGlobals_shouldMergeThemBelowTheFunctionsOwn() throws IOException {
        var buy = read(STORE, Map.of("Issuer", "x")).function("Buy");

        assertThat(buy.timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(buy.memory()).isEqualTo(256);
        assertThat(buy.properties()).containsEntry("Tags", Map.of("team", "store"));
        assertThat(buy.handler()).isEqualTo("dev.stampede.Buy");
        assertThat(buy.reservedConcurrency()).isEmpty();
    }

    @Test
    void read_withEvents_shouldListThemByType() throws IOException {
        var buy = read(STORE, Map.of("Issuer", "x")).function("Buy");

        assertThat(buy.events("SQS")).singleElement().satisfies(event -> assertThat(event.properties())
                .containsEntry("Queue", "arn:aws:sqs:eu-central-1:000000000000:stampede-local-mails-dev"));
        assertThat(buy.events()).extracting(EventDefinition::id).containsExactly("Post", "Mail");
    }

    @Test
    void read_whenConditionDoesNotHold_shouldLeaveOutResourceAndOutput() throws IOException {
        var template = read(STORE, Map.of("Issuer", "x"));

        assertThat(template.resources()).extracting(Resource::logicalId).doesNotContain("Watch");
        assertThat(template.outputs()).isEqualTo(Map.of("Table", "stampede-local-Orders"));
        assertThat(template.resource("Orders").properties()).doesNotContainKey("PointInTimeRecoverySpecification");
    }

    @Test
    void read_withOverrides_shouldChangeConditionsAndMappings() throws IOException {
        var template = read(STORE, Map.of("Issuer", "x", "Stage", "prod", "HoldSeconds", "10"));

        assertThat(template.function("Buy").environment()).containsEntry("PROD", "yes").containsEntry("HOLD", "10");
        assertThat(template.function("Buy").memory()).isEqualTo(1024);
        assertThat(template.function("Buy").reservedConcurrency()).hasValue(50);
        assertThat(template.resourcesWithoutLocalMeaning()).extracting(Resource::logicalId).containsExactly("Watch");
        assertThat(template.outputs()).containsEntry("Alarm", "stampede-local-Watch");
    }

    @ParameterizedTest
    @CsvSource({"Stage, test, must be one of", "HoldSeconds, 901, must be between 1 and 900",
            "HoldSeconds, soon, must be a number", "Unheard, of, Unknown parameter Unheard"})
    void read_withWrongParameter_shouldNameIt(String name, String value, String message) {
        assertThatThrownBy(() -> read(STORE, Map.of("Issuer", "x", name, value)))
                .isInstanceOf(TemplateException.class).hasMessageContaining(name).hasMessageContaining(message);
    }

    @Test
    void read_withoutValueForParameter_shouldNameIt() {
        assertThatThrownBy(() -> read(STORE, Map.of())).isInstanceOf(TemplateException.class)
                .hasMessage("Parameter Issuer has no value and no default");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{Type: AWS::Kinesis::Stream}|AWS::Kinesis::Stream",
            "{Type: AWS::SQS::Queue, Properties: {QueueName: !ImportValue other}}|Fn::ImportValue",
            "{Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Nobody}}|Nobody",
            "{Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt Topic.Shade}}|Shade",
            "{Type: AWS::SQS::Queue, Properties: {QueueName: !If [Unsaid, a, b]}}|Unsaid",
            "{Type: AWS::SQS::Queue, Properties: {QueueName: !Select [4, [a]]}}|Fn::Select"})
    void read_withUnsupportedFeature_shouldNameIt(String resource, String name) {
        var text = "Resources:\n  Topic: {Type: AWS::SNS::Topic}\n  Odd: " + resource + "\n";

        assertThatThrownBy(() -> read(text, Map.of())).isInstanceOf(TemplateException.class)
                .hasMessageContaining(name);
    }

    @Test
    void read_withMalformedYaml_shouldSayWhere() {
        assertThatThrownBy(() -> read("Resources: [", Map.of())).isInstanceOf(TemplateException.class)
                .hasMessageContaining("not valid YAML").hasMessageContaining("line 1");
    }

    @Test
    void read_withReferenceToAbsentResource_shouldNameIt() {
        var text = """
                Conditions: {No: !Equals [a, b]}
                Resources:
                  Gone: {Type: AWS::SQS::Queue, Condition: No}
                  Left: {Type: AWS::SNS::Topic, Properties: {DisplayName: !GetAtt Gone.Arn}}
                """;

        assertThatThrownBy(() -> read(text, Map.of())).isInstanceOf(TemplateException.class)
                .hasMessageContaining("Gone does not exist");
    }

    @Test
    void read_withLists_shouldKeepTheirOrder() throws IOException {
        var text = """
                Resources:
                  Table:
                    Type: AWS::DynamoDB::Table
                    Properties: {KeySchema: [{AttributeName: a}, !Ref AWS::NoValue, {AttributeName: b}]}
                """;

        assertThat(read(text, Map.of()).resource("Table").properties().get("KeySchema"))
                .isEqualTo(List.of(Map.of("AttributeName", "a"), Map.of("AttributeName", "b")));
    }

    private Template read(String text, Map<String, String> parameters) throws IOException {
        return Template.read(Files.writeString(directory.resolve("template.yaml"), text), parameters, STACK);
    }
}
