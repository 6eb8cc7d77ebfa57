package dev.stampede.inventory;

import dev.stampede.runtime.Settings;

/** The settings of the verifier. */
record VerifierConfig(VerificationConfig verification, RepairConfig repair) {

    static VerifierConfig fromSettings(Settings.Reader settings) {
        return new VerifierConfig(VerificationConfig.fromSettings(settings), RepairConfig.fromSettings(settings));
    }
}
