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

/** The issuer's key: RSA with 2,048 bits, for RS256, the one algorithm that every OpenID Connect client has to know. */
final class SigningKey {

    static final JWSAlgorithm ALGORITHM = JWSAlgorithm.RS256;
    private static final int BITS = 2_048;
    private static final String FILE = "oidc-key.json";

    private SigningKey() {}

    /**
     * A new key, or the one kept in the directory, so that tokens outlive a restart with the data.
     *
     * @param dataDirectory null where nothing is kept
     * @throws UncheckedIOException  where the key cannot be read or kept
     * @throws IllegalStateException where the file holds no key
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
            throw new IllegalStateException(file + " holds no signing key", notAKey);
        }
    }

    private static RSAKey create() {
        try {
            return new RSAKeyGenerator(BITS).keyUse(KeyUse.SIGNATURE)
                    .algorithm(ALGORITHM)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException noRsa) {
            throw new IllegalStateException("Every JDK makes RSA keys", noRsa);
        }
    }

    private static RSAKey keep(RSAKey key, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        AtomicFile.writeSecret(file, key.toJSONString());
        return key;
    }
}
