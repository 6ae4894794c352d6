package io.hourbook.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can befall a file of routes or mappings. */
enum Corruption {

    BYTES_CUT("bytes cut") {
        @Override
        byte[] of(String text, Random random) {
            byte[] bytes = bytes(text);
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + 1 + random.nextInt(40));
            byte[] rest = Arrays.copyOf(bytes, bytes.length - (to - from));
            System.arraycopy(bytes, to, rest, from, bytes.length - to);
            return rest;
        }
    },
    LINES_SWAPPED("lines swapped") {
        @Override
        byte[] of(String text, Random random) {
            List<String> lines = new ArrayList<>(text.lines().toList());
            Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
            return bytes(String.join("\n", lines) + "\n");
        }
    },
    KEY_MISSPELT("keys misspelt") {
        @Override
        byte[] of(String text, Random random) {
            return replaced(text, KEYS, random, key -> {
                int at = random.nextInt(key.length() - 1);
                return key.substring(0, at) + key.charAt(at + 1) + key.charAt(at) + key.substring(at + 2);
            });
        }
    },
    NAME_MISSPELT("names misspelt") {
        @Override
        byte[] of(String text, Random random) {
            return replaced(text, NAMES, random, name -> {
                int at = random.nextInt(name.length());
                return name.substring(0, at) + name.substring(at + 1);
            });
        }
    },
    WRONG_TYPE("wrong types") {
        @Override
        byte[] of(String text, Random random) {
            List<String> wrong = List.of("many", "[1, 2]", "{a: b}", "-1", "2025-13-45", "true", "\"", "1e9");
            return replaced(text, VALUES, random, value -> wrong.get(random.nextInt(wrong.size())));
        }
    },
    HALF_WRITTEN("half-written files") {
        @Override
        byte[] of(String text, Random random) {
            byte[] bytes = bytes(text);
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
    },
    EMPTIED("emptied files") {
        @Override
        byte[] of(String text, Random random) {
            return new byte[0];
        }
    },
    NOISE("a byte of noise") {
        @Override
        byte[] of(String text, Random random) {
            byte[] bytes = bytes(text);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            return bytes;
        }
    },
    DELETED("deleted files") {
        @Override
        byte[] of(String text, Random random) {
            return null;
        }
    };

    /** A key of YAML, or a column's name in a header. */
    private static final Pattern KEYS = Pattern.compile("(?m)(?<=^[ -]{0,40})[A-Za-z_]{2,}(?=:)|(?<=,)[a-z_]{2,}(?=,[a-z_]+(?:,|$))");
    private static final Pattern NAMES = Pattern.compile("(?m)(?<=[:,/ -])[A-Za-z]{3,}");
    /** What stands behind a key, or between two commas. */
    private static final Pattern VALUES = Pattern.compile("(?m)(?<=: )[^\\n#]+$|(?<=,)[^,\\n]+(?=,)");

    private final String words;

    Corruption(String words) {
        this.words = words;
    }

    /** @return what is in the file then, or null where it is gone; never what it was */
    byte[] corrupt(String text, Random random) {
        for (int i = 0; i < 100; i++) {
            byte[] now = of(text, random);
            if (now == null || !Arrays.equals(now, bytes(text))) {
                return now;
            }
        }
        return new byte[0];
    }

    abstract byte[] of(String text, Random random);

    @Override
    public String toString() {
        return words;
    }

    private interface Other {
        String of(String word);
    }

    private static byte[] replaced(String text, Pattern what, Random random, Other other) {
        Matcher matcher = what.matcher(text);
        List<MatchResult> found = matcher.results().toList();
        if (found.isEmpty()) {
            return new byte[0];
        }
        MatchResult one = found.get(random.nextInt(found.size()));
        return bytes(text.substring(0, one.start()) + other.of(one.group()) + text.substring(one.end()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
