package dev.stampede.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsCliTest {

    @TempDir
    private Path directory;

    @AfterEach
    void restore() {
        System.clearProperty(AwsCli.PROGRAM);
    }

    @Test
    void parameters_ofAStack_shouldBeRead() throws Exception {
        program("""
                echo '{"Stacks":[{"Parameters":[{"ParameterKey":"A","ParameterValue":"1"},{"ParameterKey":"B","ParameterValue":""}]}]}'
                """);

        assertThat(AwsCli.parameters("shop")).containsExactly(Map.entry("A", "1"), Map.entry("B", ""));
        assertThat(calls()).containsExactly("cloudformation describe-stacks --stack-name shop --output json");
    }

    @Test
    void update_shouldKeepOtherParametersAndWait() throws Exception {
        program("");

        AwsCli.update("shop", List.of("A", "B"), Map.of("B", "7"));

        assertThat(calls()).containsExactly(
                "cloudformation update-stack --stack-name shop --use-previous-template"
                        + " --capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND --parameters"
                        + " ParameterKey=A,UsePreviousValue=true ParameterKey=B,ParameterValue=7",
                "cloudformation wait stack-update-complete --stack-name shop");
    }

    @Test
    void run_refused_shouldSayWhy() throws Exception {
        program("echo 'No such stack' >&2; exit 255");

        assertThatThrownBy(() -> AwsCli.parameters("shop")).isInstanceOf(CannotStart.class)
                .hasMessage("aws cloudformation describe-stacks failed: No such stack");
    }

    @Test
    void run_notInstalled_shouldSayWhatIsRequired() {
        System.setProperty(AwsCli.PROGRAM, directory.resolve("missing").toString());

        assertThatThrownBy(() -> AwsCli.parameters("shop")).hasMessageStartingWith("The AWS CLI is required: ");
    }

    private void program(String body) throws Exception {
        var file = directory.resolve("aws");
        Files.writeString(file, "#!/bin/sh\necho \"$*\" >> '" + directory.resolve("calls") + "'\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        System.setProperty(AwsCli.PROGRAM, file.toString());
    }

    private List<String> calls() throws Exception {
        return Files.readAllLines(directory.resolve("calls"));
    }
}
