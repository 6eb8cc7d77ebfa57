package dev.stampede.local.store.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.stampede.local.store.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;

/** The issuer's 2,048-bit RSA key for RS256, the only algorithm that all OpenID Connect clients must support. */
final class SigningKey {

    static final JWSAlgorithm ALGORITHM = JWSAlgorithm.RS256;
    private static final int BITS = 2_048;
    private static final String FILE = "oidc-key.json";

    private SigningKey() {}

    /**
     * Reads the key from the directory, so that tokens stay valid across restarts, or generates a new one.
     *
     * @param dataDirectory null if data is not persisted
     * @throws UncheckedIOException  if the key cannot be read or written
     * @throws IllegalStateException if the file does not contain a key
     */
    static RSAKey in(@Nullable Path dataDirectory) {
        if (dataDirectory == null) {
            return create();
        }
        var file = dataDirectory.resolve(FILE);
        try {
            return Files.exists(file) ? RSAKey.parse(Files.readString(file)) : keep(create(), file);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (ParseException notAKey) {
            throw new IllegalStateException(file + " does not contain a signing key", notAKey);
        }
    }

    private static RSAKey create() {
        try {
            return new RSAKeyGenerator(BITS).keyUse(KeyUse.SIGNATURE)
                    .algorithm(ALGORITHM)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException noRsa) {
            throw new IllegalStateException("The JDK cannot generate RSA keys", noRsa);
        }
    }

    private static RSAKey keep(RSAKey key, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        AtomicFile.writeSecret(file, key.toJSONString());
        return key;
    }
}
