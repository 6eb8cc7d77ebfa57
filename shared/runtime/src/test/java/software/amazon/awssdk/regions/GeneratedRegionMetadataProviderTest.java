package software.amazon.awssdk.regions;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

/** Compares with the class of the SDK that is replaced. */
class GeneratedRegionMetadataProviderTest {

    private static final String NAME = GeneratedRegionMetadataProvider.class.getName();

    /** Functions run in no global region. */
    @Test
    void partitions_withoutDescriptions_shouldBeThoseOfTheDescriptions() throws Exception {
        try (var sdk = new Sdk()) {
            var described = sdk.provider();
            assertThat(Region.regions()).filteredOn(region -> !region.isGlobalRegion()).isNotEmpty()
                    .allSatisfy(region -> {
                        assertThat(region.metadata()).isNull();
                        assertThat(PartitionMetadata.of(region).id())
                                .isEqualTo(described.regionMetadata(region).partition().id());
                    });
        }
    }

    /** Defines the provider from the SDK's jar, and everything else as usual. */
    private static final class Sdk extends URLClassLoader {

        Sdk() {
            super(new URL[] {Region.class.getProtectionDomain().getCodeSource().getLocation()},
                    Sdk.class.getClassLoader());
        }

        RegionMetadataProvider provider() throws ReflectiveOperationException {
            return (RegionMetadataProvider) loadClass(NAME).getConstructor().newInstance();
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
