package io.hourbook.database;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A 64-bit Linux program (ELF, System V ABI gABI ch. 4 and 5). Its loadable parts come first in the file; of the packaged
 * MariaDB server they are 30 MB of 314, the rest is for debuggers.
 */
final class ElfProgram {

    private static final int HEADER = 64;
    private static final int LOADED = 1;

    private ElfProgram() {}

    /** Copies what is loaded when the program runs, and reads no further. The copy says that it has no sections. */
    static void copyLoaded(InputStream in, Path file) throws IOException {
        byte[] start = in.readNBytes(4096);
        long size = loadedSize(start);
        ByteBuffer header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(40, 0); // e_shoff
        header.putShort(58, (short) 0).putShort(60, (short) 0).putShort(62, (short) 0); // e_shentsize, e_shnum, e_shstrndx
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(start);
            byte[] buffer = new byte[1 << 16];
            for (long left = size - start.length; left > 0; ) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw new EOFException("the packaged program is cut short");
                }
                out.write(buffer, 0, count);
                left -= count;
            }
        }
    }

    private static long loadedSize(byte[] start) throws IOException {
        ByteBuffer elf = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        if (start.length < HEADER || elf.getInt(0) != 0x464C457F || start[4] != 2 || start[5] != 1) {
            throw new IOException("the packaged program is not a 64-bit Linux program");
        }
        long table = elf.getLong(32);
        int entrySize = elf.getShort(54);
        int entries = elf.getShort(56);
        if (table + (long) entrySize * entries > start.length) {
            throw new IOException("the packaged program is laid out in an unknown way");
        }
        long end = start.length;
        for (int i = 0; i < entries; i++) {
            int entry = (int) table + i * entrySize;
            if (elf.getInt(entry) == LOADED) {
                end = Math.max(end, elf.getLong(entry + 8) + elf.getLong(entry + 32)); // p_offset + p_filesz
            }
        }
        return end;
    }
}
