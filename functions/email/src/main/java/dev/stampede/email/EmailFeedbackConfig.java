package dev.stampede.email;

import dev.stampede.runtime.Settings;

record EmailFeedbackConfig(String emailsTable) {

    static EmailFeedbackConfig fromSettings(Settings settings) {
        return settings.read(s -> new EmailFeedbackConfig(s.text("EMAILS_TABLE")));
    }
}
