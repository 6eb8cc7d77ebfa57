package software.amazon.awssdk.regions;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with the class of the SDK that is replaced. */
class GeneratedServiceMetadataProviderTest {

    private static final String NAME = GeneratedServiceMetadataProvider.class.getName();

    @ParameterizedTest
    @ValueSource(strings = {"dynamodb", "email", "s3", "sns", "sqs"})
    void services_shouldHaveTheSdksEndpointsInEveryRegion(String service) throws Exception {
        try (var sdk = new SdkClass(NAME)) {
            assertThat(endpoints(new GeneratedServiceMetadataProvider(), service)).isNotEmpty()
                    .isEqualTo(endpoints((ServiceMetadataProvider) sdk.newInstance(), service));
        }
    }

    private static Map<Region, URI> endpoints(ServiceMetadataProvider provider, String service) {
        var metadata = provider.serviceMetadata(service);
        return metadata.regions().stream()
                .collect(Collectors.toMap(region -> region, region -> metadata.endpointFor(region)));
    }
}
