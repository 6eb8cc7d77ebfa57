package dev.stampede.local.store;

import dev.stampede.local.store.http.WebFiles;
import dev.stampede.local.store.website.DeployedStack;
import dev.stampede.local.store.website.Website;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Publishes the web applications to a deployed stack, whose description it reads from the standard input. */
@Command(name = "publish", description = "Publishes storefront and admin pages to a deployed stack.", mixinStandardHelpOptions = true)
final class PublishCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Logs.configure(false);
        var stack = read(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
        var files = new WebFiles(Path.of(System.getProperty(TemplateOption.HOME, "."), "web"), null);
        try (var http = UrlConnectionHttpClient.create(); var s3 = S3Client.builder().httpClient(http).build()) {
            var published = new Website(s3, files).publish(stack);
            var out = spec.commandLine().getOut();
            out.println("Published " + published.written() + " files; deleted " + published.deleted()
                    + " old ones. " + stack.url() + " shows them within ten seconds.");
            out.flush();
            return 0;
        } catch (SdkException refused) {
            throw AwsFailure.of(refused);
        }
    }

    private static DeployedStack read(String description) {
        try {
            return DeployedStack.read(description);
        } catch (IllegalArgumentException unusable) {
            throw new CannotStart("The standard input is not usable: " + unusable.getMessage(), unusable);
        }
    }
}
