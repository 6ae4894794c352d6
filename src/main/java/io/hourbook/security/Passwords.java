package io.hourbook.security;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Passwords and secrets of tokens: how they are made, judged and kept. */
final class Passwords {

    /** OWASP's least for bcrypt is 10; each step doubles the work of whoever guesses, and ours. */
    private static final int COST = 12;
    /** From 15 on, a single line of the file would keep a processor busy for seconds at each login. */
    private static final Pattern HASH = Pattern.compile("\\{bcrypt}\\$2[aby]\\$1[0-4]\\$[./A-Za-z0-9]{53}");
    private static final int LEAST = 12;
    /** bcrypt reads no more; what came behind it would be no part of the password. */
    static final int MOST_BYTES = 72;
    static final String TOKEN_PREFIX = "hourbook_";
    /** Without 0, O, 1, l and I, which are taken for each other. */
    private static final String LEGIBLE = "23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final PasswordEncoder ENCODER =
            new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(COST, RANDOM)));

    private Passwords() {}

    static String hash(String password) {
        return ENCODER.encode(password);
    }

    /** Takes as long as the hash says. A password that bcrypt would cut is never the right one. */
    static boolean matches(String password, String hash) {
        boolean whole = bytes(password) <= MOST_BYTES;
        return ENCODER.matches(whole ? password : "too long to be anybody's", hash) && whole;
    }

    /** A hash of ours, by a method that is no danger to the machine. */
    static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    /** @throws Problem SEC-204 */
    static void judge(String name, String password) {
        String wrong = password.codePointCount(0, password.length()) < LEAST ? "is shorter than " + LEAST + " characters"
                : bytes(password) > MOST_BYTES ? "is longer than " + MOST_BYTES + " bytes"
                : password.chars().anyMatch(Character::isISOControl) ? "has a character that cannot be typed"
                : password.toLowerCase(Locale.ROOT).contains(name) && password.length() < 2 * LEAST ? "has the name in it"
                : password.chars().distinct().count() < 5 ? "is made of fewer than five different characters" : null;
        if (wrong != null) {
            throw new Problem(new Finding("SEC-204", "password of " + name, "the password " + wrong, null,
                    LEAST + " characters or more, at most " + MOST_BYTES + " bytes, without the name",
                    "choose another, or let Hourbook make one with --generate"));
        }
    }

    /** 20 characters of 56, more than 116 bits, in groups of five for whoever copies it by hand. */
    static String random() {
        StringBuilder password = new StringBuilder();
        for (int at = 0; at < 20; at++) {
            password.append(at > 0 && at % 5 == 0 ? "-" : "").append(LEGIBLE.charAt(RANDOM.nextInt(LEGIBLE.length())));
        }
        return password.toString();
    }

    /** A secret of 256 bits for a program, recognisable as Hourbook's wherever it is left lying. */
    static String randomToken() {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        return TOKEN_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    static String sha256(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    /** In the same time wherever they differ. */
    static boolean same(String wanted, String shown) {
        return wanted != null && !wanted.isBlank() && shown != null
                && MessageDigest.isEqual(wanted.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    private static int bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length;
    }
}
