package io.hourbook.intake;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The bytes of one file, looked at once from end to end before the first row is read: their SHA-256, their encoding, and
 * whether they are text at all. Text is UTF-8 with or without a byte order mark, or UTF-16 with one. Any other encoding is
 * refused rather than guessed: a wrong guess writes wrong names on invoices.
 *
 * @param contentHash SHA-256 in hex
 * @param sizeBytes   how many bytes were hashed; no more are read afterwards
 */
record FileText(Path path, String contentHash, long sizeBytes, Charset charset, int markBytes) {

    private static final int BLOCK = 1 << 16;

    /** @throws Problem where the file is empty or is not text in a known encoding */
    static FileText look(Path path, String where) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
            fill(channel, bytes);
            bytes.flip();
            if (!bytes.hasRemaining()) {
                throw new Problem(Refusals.empty(where));
            }
            FileText seen = mark(path, bytes);
            Finding binary = Refusals.binary(where, bytes, seen.charset);
            if (binary != null) {
                throw new Problem(binary);
            }
            return seen.whole(channel, bytes, where);
        }
    }

    private FileText whole(FileChannel channel, ByteBuffer bytes, String where) throws IOException {
        MessageDigest digest = sha256();
        CharsetDecoder decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(BLOCK);
        long line = 1;
        long size = 0;
        digest.update(bytes.array(), 0, bytes.limit());
        size += bytes.limit();
        bytes.position(markBytes);
        while (true) {
            boolean last = bytes.limit() < BLOCK;
            CoderResult result = decoder.decode(bytes, text, last);
            line += lines(text.flip());
            text.clear();
            if (result.isError()) {
                throw new Problem(Refusals.encoding(where, line, bytes.get(bytes.position()), charset));
            }
            if (last) {
                return new FileText(path, HexFormat.of().formatHex(digest.digest()), size, charset, markBytes);
            }
            bytes.compact();
            int kept = bytes.position();
            fill(channel, bytes);
            bytes.flip();
            digest.update(bytes.array(), kept, bytes.limit() - kept);
            size += bytes.limit() - kept;
        }
    }

    /** The text from its first character, without the byte order mark. */
    Reader open() throws IOException {
        InputStream bytes = new BufferedInputStream(new FirstBytes(Files.newInputStream(path), sizeBytes), BLOCK);
        bytes.skipNBytes(markBytes);
        return new InputStreamReader(bytes, charset);
    }

    private static void fill(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // a read may bring less than was asked for
        }
    }

    private static int lines(CharBuffer text) {
        int lines = 0;
        while (text.hasRemaining()) {
            if (text.get() == '\n') {
                lines++;
            }
        }
        return lines;
    }

    private static FileText mark(Path path, ByteBuffer bytes) {
        int first = bytes.remaining() > 1 ? (bytes.get(0) & 0xFF) << 8 | bytes.get(1) & 0xFF : 0;
        if (first == 0xFEFF) {
            return new FileText(path, null, 0, StandardCharsets.UTF_16BE, 2);
        }
        if (first == 0xFFFE) {
            return new FileText(path, null, 0, StandardCharsets.UTF_16LE, 2);
        }
        boolean marked = first == 0xEFBB && bytes.remaining() > 2 && (bytes.get(2) & 0xFF) == 0xBF;
        return new FileText(path, null, 0, StandardCharsets.UTF_8, marked ? 3 : 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
