package io.hourbook.intake;

import io.hourbook.problem.Finding;
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
 * @param markBytes   length of the byte order mark
 * @param refusal     why it is no text that can be read, or null
 */
record FileText(Path path, String contentHash, long sizeBytes, Charset charset, int markBytes, Finding refusal)
        implements CsvFile.Text {

    private static final int BLOCK = 1 << 16;

    /** @param where the file as people know it */
    static FileText look(Path path, String where) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return new Looking(channel, where).look(path);
        }
    }

    /** One look from end to end. */
    private static final class Looking {

        private final FileChannel channel;
        private final String where;
        private final ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
        private final CharBuffer text = CharBuffer.allocate(BLOCK);
        private final MessageDigest digest = sha256();
        private Charset charset = StandardCharsets.UTF_8;
        private CharsetDecoder decoder;
        private long size;
        private long line = 1;
        private Finding refusal;

        Looking(FileChannel channel, String where) {
            this.channel = channel;
            this.where = where;
        }

        FileText look(Path path) throws IOException {
            fill(0);
            int mark = mark();
            refusal = size == 0 ? Refusals.empty(where) : Refusals.binary(where, bytes, charset);
            decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            bytes.position(mark);
            boolean last;
            do {
                last = bytes.limit() < BLOCK;
                decode(last);
                bytes.compact();
                fill(bytes.position());
            } while (!last);
            return new FileText(path, HexFormat.of().formatHex(digest.digest()), size, charset, mark, refusal);
        }

        /** After a refusal the bytes are only hashed. */
        private void decode(boolean last) {
            CoderResult result = refusal == null ? decoder.decode(bytes, text.clear(), last) : CoderResult.UNDERFLOW;
            if (refusal != null) {
                bytes.position(bytes.limit());
                return;
            }
            text.flip();
            while (text.hasRemaining()) {
                line += text.get() == '\n' ? 1 : 0;
            }
            if (result.isError()) {
                refusal = Refusals.encoding(where, line, bytes.get(bytes.position()), charset);
                bytes.position(bytes.limit());
            }
        }

        /** Fills the buffer behind what is left in it: a buffer that is not full is the end of the file. */
        private void fill(int left) throws IOException {
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // a read may bring less than was asked for
            }
            bytes.flip();
            digest.update(bytes.array(), left, bytes.limit() - left);
            size += bytes.limit() - left;
        }

        private int mark() {
            int first = bytes.limit() < 2 ? 0 : (bytes.get(0) & 0xFF) << 8 | bytes.get(1) & 0xFF;
            if (first == 0xFEFF || first == 0xFFFE) {
                charset = first == 0xFEFF ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
                return 2;
            }
            return first == 0xEFBB && bytes.limit() > 2 && (bytes.get(2) & 0xFF) == 0xBF ? 3 : 0;
        }
    }

    /** The text from its first character, without the byte order mark. */
    @Override
    public Reader open() throws IOException {
        InputStream bytes = new BufferedInputStream(new FirstBytes(Files.newInputStream(path), sizeBytes), BLOCK);
        bytes.skipNBytes(markBytes);
        return new InputStreamReader(bytes, charset);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
