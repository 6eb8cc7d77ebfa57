package software.amazon.awssdk.regions;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
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
        try (var sdk = new Sdk()) {
            assertThat(endpoints(new GeneratedServiceMetadataProvider(), service)).isNotEmpty()
                    .isEqualTo(endpoints(sdk.provider(), service));
        }
    }

    private static Map<Region, URI> endpoints(ServiceMetadataProvider provider, String service) {
        var metadata = provider.serviceMetadata(service);
        return metadata.regions().stream()
                .collect(Collectors.toMap(region -> region, region -> metadata.endpointFor(region)));
    }

    /** Defines the provider from the SDK's jar, and everything else as usual. */
    private static final class Sdk extends URLClassLoader {

        Sdk() {
            super(new URL[] {Region.class.getProtectionDomain().getCodeSource().getLocation()},
                    Sdk.class.getClassLoader());
        }

        ServiceMetadataProvider provider() throws ReflectiveOperationException {
            return (ServiceMetadataProvider) loadClass(NAME).getConstructor().newInstance();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(NAME)) {
                return super.loadClass(name, resolve);
            }
            var loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }
}
