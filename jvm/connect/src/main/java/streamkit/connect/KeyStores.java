package streamkit.connect;

import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * Converts PEM files to the stores that the worker's HTTP server and connectors read. The trust store contains the
 * JDK's own authorities and the stack's, since it replaces the JDK's for the whole worker.
 */
public class KeyStores {
    /** Arguments: key, certificate, authority (all PEM), file with the password, key store, trust store. */
    public static void main(String[] args) throws GeneralSecurityException, IOException {
        char[] password = Files.readString(Path.of(args[3])).trim().toCharArray();
        Certificate authority = certificate(args[2]);

        KeyStore keys = empty("PKCS12");
        Certificate[] chain = {certificate(args[1]), authority};
        keys.setKeyEntry("server", privateKey(args[0]), password, chain);

        // Readable without a password: the JVM option for one would show it to other users.
        KeyStore trusted = empty("JKS");
        KeyStore own = KeyStore.getInstance(KeyStore.getDefaultType());
        Path bundled = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        if (Files.exists(bundled)) {
            try (InputStream in = new FileInputStream(bundled.toFile())) {
                own.load(in, null);
            }
            for (String alias : java.util.Collections.list(own.aliases())) {
                if (own.isCertificateEntry(alias)) {
                    trusted.setCertificateEntry(alias, own.getCertificate(alias));
                }
            }
        }
        trusted.setCertificateEntry("streamkit", authority);

        write(keys, args[4], password);
        write(trusted, args[5], password);
    }

    private static KeyStore empty(String type) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        return store;
    }

    private static void write(KeyStore store, String file, char[] password) throws GeneralSecurityException, IOException {
        Files.createDirectories(Path.of(file).getParent());
        try (OutputStream out = Files.newOutputStream(Path.of(file))) {
            store.store(out, password);
        }
    }

    private static Certificate certificate(String file) throws GeneralSecurityException, IOException {
        byte[] pem = Files.readAllBytes(Path.of(file));
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }

    private static PrivateKey privateKey(String file) throws GeneralSecurityException, IOException {
        String base64 = Files.readString(Path.of(file)).replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }
}
