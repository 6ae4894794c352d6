package io.hourbook.proof;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The password that the first `serve` of a home prints. */
final class FirstLogin {

    private static final Pattern PRINTED = Pattern.compile("Sign in as admin with the password (\\S+)");

    private FirstLogin() {}

    static Optional<String> password(Company.Running service) {
        Matcher printed = PRINTED.matcher(Company.read(service.out()));
        return printed.find() ? Optional.of(printed.group(1)) : Optional.empty();
    }

    /** What admin shows with a call, once the password stands there. */
    static Optional<String> in(Company.Running service) {
        return password(service).map(password -> basic("admin", password));
    }

    static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
