package io.hourbook.security;

import io.hourbook.problem.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.pem.PemContent;

/** Looks at a certificate and its key before the web server does, and says what is wrong in words. */
final class TlsFiles {

    private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);
    private static final String CERTIFICATE = "HOURBOOK_TLS_CERT";
    private static final String KEY = "HOURBOOK_TLS_KEY";
    private static final String FIX_CERTIFICATE = "name the PEM file with the server's certificate first and those that signed it after it";
    private static final String FIX_KEY = "name the PEM file with the private key, without a passphrase, readable for Hourbook's user";

    private TlsFiles() {}

    /** @param certificate either may be null, not both */
    static List<Finding> check(Path certificate, Path key) {
        List<Finding> findings = new ArrayList<>();
        X509Certificate server = certificate(certificate, findings);
        PrivateKey secret = key(key, findings);
        if (server != null && secret != null && !together(server.getPublicKey(), secret)) {
            findings.add(new Finding("SEC-302", key.toString(), "the private key is not that of the certificate",
                    server.getPublicKey().getAlgorithm() + " in " + certificate + ", " + secret.getAlgorithm() + " here",
                    "the key that the certificate was asked for with", "name the pair that belongs together"));
        }
        return findings;
    }

    private static X509Certificate certificate(Path file, List<Finding> findings) {
        PemContent content = content(CERTIFICATE, file, FIX_CERTIFICATE, findings);
        if (content == null) {
            return null;
        }
        try {
            X509Certificate server = content.getCertificates().get(0);
            if (server.getNotAfter().toInstant().isBefore(java.time.Instant.now())) {
                LOG.error("{}: this certificate ended on {}: browsers will warn until it is renewed", file, server.getNotAfter().toInstant());
            }
            return server;
        } catch (RuntimeException none) {
            findings.add(new Finding("SEC-301", file.toString(), "there is no certificate in this file", null,
                    "-----BEGIN CERTIFICATE-----", FIX_CERTIFICATE));
            return null;
        }
    }

    private static PrivateKey key(Path file, List<Finding> findings) {
        PemContent content = content(KEY, file, FIX_KEY, findings);
        if (content == null) {
            return null;
        }
        try {
            PrivateKey key = content.getPrivateKey();
            if (key != null) {
                return key;
            }
        } catch (RuntimeException none) {
            // said below
        }
        boolean locked = content.toString().contains("ENCRYPTED");
        findings.add(new Finding("SEC-301", file.toString(),
                locked ? "the private key in this file has a passphrase" : "there is no private key in this file", null,
                "-----BEGIN PRIVATE KEY-----", FIX_KEY));
        return null;
    }

    private static PemContent content(String name, Path file, String fix, List<Finding> findings) {
        if (file == null) {
            findings.add(new Finding("SEC-301", name, "one of the two TLS files is not named", null,
                    "both " + CERTIFICATE + " and " + KEY, fix));
            return null;
        }
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > 1 << 20) {
                findings.add(new Finding("SEC-301", file.toString(), "there is no such file, or it is none", null, "a PEM file", fix));
                return null;
            }
            return PemContent.load(file);
        } catch (IOException | RuntimeException unreadable) {
            findings.add(new Finding("SEC-301", file.toString(), "this file cannot be read as PEM", null, "a PEM file", fix));
            return null;
        }
    }

    /** What the one signs, the other confirms. */
    private static boolean together(PublicKey open, PrivateKey secret) {
        String method = switch (secret.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "RSASSA-PSS" -> "RSASSA-PSS";
            case "EC" -> "SHA256withECDSA";
            default -> secret.getAlgorithm();
        };
        try {
            byte[] words = "Hourbook".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            Signature signing = Signature.getInstance(method);
            signing.initSign(secret);
            signing.update(words);
            byte[] signed = signing.sign();
            Signature checking = Signature.getInstance(method);
            checking.initVerify(open);
            checking.update(words);
            return checking.verify(signed);
        } catch (GeneralSecurityException | RuntimeException apart) {
            return false;
        }
    }
}
