package software.amazon.awssdk.regions;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the SDK's class in deployable jars, which creates the descriptions of all regions, each of a class of its own, when a client
 * is built. The SDK shows them in the messages of some exceptions and needs them for nothing else.
 */
@NullMarked
public final class GeneratedRegionMetadataProvider implements RegionMetadataProvider {

    /** @return null, as for a region that the SDK does not know yet: its endpoints follow from its partition */
    @Override
    public @Nullable RegionMetadata regionMetadata(Region region) {
        return null;
    }
}
