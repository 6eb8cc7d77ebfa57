package software.amazon.awssdk.regions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Compares with the class of the SDK that is replaced. */
class GeneratedRegionMetadataProviderTest {

    private static final String NAME = GeneratedRegionMetadataProvider.class.getName();

    /** Functions run in no global region. */
    @Test
    void partitions_withoutDescriptions_shouldBeThoseOfTheDescriptions() throws Exception {
        try (var sdk = new SdkClass(NAME)) {
            var described = (RegionMetadataProvider) sdk.newInstance();
            assertThat(Region.regions()).filteredOn(region -> !region.isGlobalRegion()).isNotEmpty()
                    .allSatisfy(region -> {
                        assertThat(region.metadata()).isNull();
                        assertThat(PartitionMetadata.of(region).id())
                                .isEqualTo(described.regionMetadata(region).partition().id());
                    });
        }
    }
}
