package dev.stampede.local.store.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.stampede.local.store.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;

/** The issuer's key for ES256. An RSA key would take seconds of the start to generate. */
final class SigningKey {

    static final JWSAlgorithm ALGORITHM = JWSAlgorithm.ES256;
    private static final String FILE = "oidc-signing-key.json";

    private SigningKey() {}

    /**
     * Reads the key from the directory, so that tokens stay valid across restarts, or generates a new one.
     *
     * @param dataDirectory null if data is not persisted
     * @throws UncheckedIOException  if the key cannot be read or written
     * @throws IllegalStateException if the file does not contain a key
     */
    static ECKey in(@Nullable Path dataDirectory) {
        if (dataDirectory == null) {
            return create();
        }
        var file = dataDirectory.resolve(FILE);
        try {
            return Files.exists(file) ? ECKey.parse(Files.readString(file)) : keep(create(), file);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (ParseException notAKey) {
            throw new IllegalStateException(file + " does not contain a signing key", notAKey);
        }
    }

    private static ECKey create() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.SIGNATURE)
                    .algorithm(ALGORITHM)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException noCurve) {
            throw new IllegalStateException("The JDK cannot generate P-256 keys", noCurve);
        }
    }

    private static ECKey keep(ECKey key, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        AtomicFile.writeSecret(file, key.toJSONString());
        return key;
    }
}
