package dev.stampede.payment;

import dev.stampede.runtime.DeploymentKey;
import dev.stampede.runtime.DeploymentKey.Purpose;
import dev.stampede.runtime.Settings;

/**
 * The settings of the sandbox's callbacks.
 *
 * @param key signs the callbacks
 * @param apiUrl where the store accepts them, without a slash at the end
 */
record SandboxCallbackConfig(String key, String apiUrl) {

    static SandboxCallbackConfig fromSettings(Settings.Reader settings) {
        return new SandboxCallbackConfig(
                DeploymentKey.of(settings, Purpose.SANDBOX_CALLBACKS), settings.text("API_URL"));
    }
}
