package io.hourbook.mapping;

import java.util.List;

/** Reads what a target wants to be shown: {@code token}, or one of the ways below {@code auth}. */
final class AuthReader {

    static final List<String> WAYS = List.of("api_key", "basic", "oauth2");

    private final Secrets secrets;
    private final Faults faults;

    AuthReader(Secrets secrets, Faults faults) {
        this.secrets = secrets;
        this.faults = faults;
    }

    /**
     * @param name   of the target, for findings
     * @param target its keys
     * @param token  the key of its bearer token
     * @param auth   the key of the other ways
     * @return null where nothing is shown
     */
    TargetAuth read(String name, YamlMap target, String token, String auth) {
        String path = "targets." + name + "." + auth + ".";
        YamlMap ways = target.map(auth).only(WAYS);
        Cell bearer = target.cell(token);
        List<String> chosen = WAYS.stream().filter(ways::has).toList();
        if (chosen.size() + (bearer.empty() ? 0 : 1) > 1) {
            faults.add("MAP-211", target.place(auth), "targets." + name + " is shown credentials in more than one way",
                    String.join(", ", bearer.empty() ? chosen : concat(token, chosen)), token + ", or one of " + String.join(", ", WAYS)
                            + " below " + auth, "keep the one that the target wants");
            return null;
        }
        if (chosen.isEmpty()) {
            Secret secret = secrets.reference("targets." + name + "." + token, bearer);
            return secret == null ? null : new TargetAuth.Bearer(secret);
        }
        YamlMap keys = ways.map(chosen.get(0));
        return switch (chosen.get(0)) {
            case "api_key" -> apiKey(path + "api_key.", keys.only(List.of("header", "value")));
            case "basic" -> basic(path + "basic.", keys.only(List.of("user", "password")));
            default -> oauth2(path + "oauth2.", keys.only(
                    List.of("token_url", "authorize_url", "client_id", "client_secret", "refresh_token", "scope")));
        };
    }

    private static List<String> concat(String first, List<String> others) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(first), others.stream()).toList();
    }

    private TargetAuth apiKey(String path, YamlMap keys) {
        Cell header = keys.cell("header").needed();
        String name = header.text();
        if (name != null && !name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")) {
            name = header.wrong("MAP-212", "cannot be a header", "the name of an HTTP header, such as X-Api-Key",
                    "write the name as the target's documentation has it");
        }
        Secret key = secrets.reference(path + "value", keys.cell("value").needed());
        return name == null || key == null ? null : new TargetAuth.ApiKey(name, key);
    }

    private TargetAuth basic(String path, YamlMap keys) {
        Cell user = keys.cell("user").needed();
        String name = user.name();
        if (name != null && name.indexOf(':') >= 0) {
            name = user.wrong("MAP-212", "cannot be a user", "a name without a colon, which ends it", "write the user as the target has it");
        }
        Secret password = secrets.reference(path + "password", keys.cell("password").needed());
        return name == null || password == null ? null : new TargetAuth.Basic(name, password);
    }

    private TargetAuth oauth2(String path, YamlMap keys) {
        String tokenUrl = address(keys.cell("token_url").needed());
        String authorizeUrl = address(keys.cell("authorize_url"));
        String client = keys.cell("client_id").needed().name();
        Cell secretCell = keys.cell("client_secret");
        boolean alone = authorizeUrl == null && keys.cell("refresh_token").empty();
        Secret secret = secrets.reference(path + "client_secret", alone ? secretCell.needed() : secretCell);
        Secret refresh = secrets.reference(path + "refresh_token", keys.cell("refresh_token"));
        return tokenUrl == null || client == null ? null
                : new TargetAuth.OAuth2(tokenUrl, authorizeUrl, client, secret, refresh, keys.cell("scope").text());
    }

    private String address(Cell cell) {
        return WebAddress.read(cell, "is no address of tokens", "write the address as the target's documentation has it; no secret belongs in it", faults);
    }
}
