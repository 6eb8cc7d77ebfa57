package dev.stampede.inventory.verification;

import java.time.Instant;
import java.util.Optional;

/**
 * What one run of the verifier leaves to the next.
 *
 * @param recount empty between two recounts
 * @param verifiedAt when all SKUs were last verified; {@link Instant#EPOCH} if never
 */
public record Progress(Checkpoint checkpoint, Optional<Recount> recount, Instant verifiedAt) {

    Progress withCheckpoint(Checkpoint next) {
        return new Progress(next, recount, verifiedAt);
    }
}
