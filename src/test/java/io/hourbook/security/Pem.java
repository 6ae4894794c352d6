package io.hourbook.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A certificate of this machine and its key, made by the JDK's keytool and written as PEM. */
public record Pem(Path certificate, Path key) {

    /** @param algorithm {@code RSA}, {@code EC} or {@code Ed25519} */
    public static Pem make(Path folder, String name, String algorithm) {
        try {
            Path store = folder.resolve(name + ".p12");
            Process keytool = new ProcessBuilder(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "a", "-keyalg", algorithm,
                    "-dname", "CN=" + name, "-ext", "san=dns:localhost,ip:127.0.0.1", "-validity", "30", "-storetype", "PKCS12",
                    "-storepass", "changeit", "-keystore", store.toString())).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes());
            if (keytool.waitFor() != 0) {
                throw new AssertionError(said);
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, "changeit".toCharArray());
            }
            Pem pem = new Pem(folder.resolve(name + ".crt.pem"), folder.resolve(name + ".key.pem"));
            write(pem.certificate, "CERTIFICATE", keys.getCertificate("a").getEncoded());
            write(pem.key, "PRIVATE KEY", keys.getKey("a", "changeit".toCharArray()).getEncoded());
            return pem;
        } catch (IOException | GeneralSecurityException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static void write(Path file, String what, byte[] bytes) throws IOException {
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + what + "-----\n");
    }
}
