package io.hourbook.ledger;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A ledger that is appended to, and that people may write in, too. Each document stands between two comments of ours, so that it can
 * be found again, and so that one that was cut off in the middle is known by its missing end. Read from front to end, line by line,
 * and then known until somebody else writes in it; kept is what it declares, not what it books.
 */
final class LedgerFile {

    private static final String BEGIN = "; hourbook begin ";
    private static final String END = "; hourbook end ";
    /** Longer lines hold nothing that is looked for here. */
    private static final int LONGEST = 2_000;
    private static final Pattern DECLARED =
            Pattern.compile("(?:\\d{4}-\\d{2}-\\d{2} open|account|(?:\\d{4}-\\d{2}-\\d{2} )?commodity) ([^;\"]+?)(?:\\s{2,}.*|\\s*[;\"].*|\\s*)");

    private final Path path;
    private final Set<String> declared = new HashSet<>();
    private final String sought;
    private Optional<Integer> found = Optional.empty();
    private long size;
    private FileTime written;
    private boolean endsLine = true;
    private long unfinishedFrom = -1;

    private LedgerFile(Path path, String sought) {
        this.path = path;
        this.sought = sought;
    }

    /**
     * Reads a file as it is now; one that is not there is empty.
     *
     * @param reference of the document that is looked for
     */
    static LedgerFile read(Path path, String reference) throws IOException {
        LedgerFile file = new LedgerFile(path, reference);
        if (Files.exists(path)) {
            file.written = Files.getLastModifiedTime(path);
            try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
                file.read(in);
            }
        }
        return file;
    }

    /** One that is no file yet, but these bytes. */
    static LedgerFile of(Path path, byte[] bytes, String reference) throws IOException {
        LedgerFile file = new LedgerFile(path, reference);
        file.read(new ByteArrayInputStream(bytes));
        return file;
    }

    private void read(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(200);
        long lineFrom = 0;
        int revision = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            size++;
            if (next != '\n') {
                if (line.size() < LONGEST) {
                    line.write(next);
                }
                continue;
            }
            String text = line.toString(StandardCharsets.UTF_8);
            if (text.startsWith(BEGIN)) {
                unfinishedFrom = lineFrom;
                revision = text.startsWith(BEGIN + sought + " ") ? revision(text) : 0;
            } else if (text.startsWith(END) && unfinishedFrom >= 0) {
                unfinishedFrom = -1;
                found = revision > 0 ? Optional.of(revision) : found;
                revision = 0;
            } else {
                declared(text);
            }
            line.reset();
            lineFrom = size;
        }
        String rest = line.toString(StandardCharsets.UTF_8);
        endsLine = rest.isEmpty();
        if (unfinishedFrom < 0 && !rest.isEmpty() && (rest.startsWith(BEGIN) || BEGIN.startsWith(rest) && rest.length() > 2)) {
            unfinishedFrom = lineFrom;
        }
    }

    private static int revision(String line) {
        Matcher number = Pattern.compile(" r(\\d{1,9})$").matcher(line);
        return number.find() ? Integer.parseInt(number.group(1)) : 0;
    }

    private void declared(String line) {
        Matcher declaration = DECLARED.matcher(line);
        if (declaration.matches()) {
            declared.add(declaration.group(1));
        }
    }

    /** Whether it is as it was when it was read or written here. */
    boolean still() throws IOException {
        return Files.exists(path) ? Files.size(path) == size && Files.getLastModifiedTime(path).equals(written) : size == 0;
    }

    /** What was appended is on the disk now. */
    void appended(String text) throws IOException {
        text.lines().forEach(this::declared);
        size += text.getBytes(StandardCharsets.UTF_8).length;
        written = Files.getLastModifiedTime(path);
        endsLine = true;
    }

    boolean empty() {
        return size == 0;
    }

    /** Whether an account or a currency is declared there. */
    boolean declares(String name) {
        return declared.contains(name);
    }

    /** The revision of the document that stands there whole; empty where it does not, or where another was looked for. */
    Optional<Integer> found(String reference) {
        return reference.equals(sought) ? found : Optional.empty();
    }

    /** Takes away what an append that was cut off left: the beginning of one document, which will be written anew. */
    void mend() throws IOException {
        if (unfinishedFrom < 0) {
            return;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(unfinishedFrom);
            channel.force(true);
        }
        size = unfinishedFrom;
        written = Files.getLastModifiedTime(path);
        unfinishedFrom = -1;
        endsLine = true;
    }

    /** What is to be appended for a document. @param text of whole lines */
    String block(String reference, int revision, String text) {
        String name = reference + " r" + revision + "\n";
        return (endsLine ? "\n" : "\n\n") + BEGIN + name + text + END + name;
    }
}
