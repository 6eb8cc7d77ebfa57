package dev.stampede.email;

import dev.stampede.runtime.DeploymentKey;
import dev.stampede.runtime.DeploymentKey.Purpose;
import dev.stampede.runtime.Settings;

/** @param addressKey the key under which addresses are hashed */
record EmailFeedbackConfig(String emailsTable, String addressKey) {

    static EmailFeedbackConfig fromSettings(Settings settings) {
        return settings.read(s -> new EmailFeedbackConfig(
                s.text("EMAILS_TABLE"), DeploymentKey.of(s, Purpose.EMAILS)));
    }
}
