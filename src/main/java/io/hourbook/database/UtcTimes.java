package io.hourbook.database;

import java.io.IOException;
import java.sql.SQLDataException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.client.ColumnDecoder;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.client.ReadableByteBuf;
import org.mariadb.jdbc.client.socket.Writer;
import org.mariadb.jdbc.client.util.MutableInt;
import org.mariadb.jdbc.plugin.Codec;
import org.mariadb.jdbc.plugin.codec.InstantCodec;
import org.mariadb.jdbc.plugin.codec.LocalDateTimeCodec;
import org.mariadb.jdbc.plugin.codec.ZonedDateTimeCodec;

/**
 * Wall times as they stand and instants as UTC. The driver's own codecs bring in the zone of the JVM, whatever zone the
 * connection names: wall times when they are read, instants both ways.
 */
final class UtcTimes {

    private UtcTimes() {}

    static void use(Configuration configuration) {
        Codec<?>[] codecs = configuration.codecs();
        for (int i = 0; i < codecs.length; i++) {
            if (codecs[i].getClass() == InstantCodec.class) {
                codecs[i] = new Instants();
            } else if (codecs[i].getClass() == LocalDateTimeCodec.class) {
                codecs[i] = new WallTimes();
            }
        }
    }

    /** The connection's zone is UTC, so this names the wall time that is stored. */
    private static ZonedDateTime text(ReadableByteBuf buffer, MutableInt length, ColumnDecoder column, Calendar calendar,
            Context context) throws SQLDataException {
        return ZonedDateTimeCodec.INSTANCE.decodeText(buffer, length, column, calendar, context);
    }

    private static ZonedDateTime binary(ReadableByteBuf buffer, MutableInt length, ColumnDecoder column, Calendar calendar,
            Context context) throws SQLDataException {
        return ZonedDateTimeCodec.INSTANCE.decodeBinary(buffer, length, column, calendar, context);
    }

    private static LocalDateTime wall(ZonedDateTime stored) {
        return stored == null ? null : stored.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }

    private static final class WallTimes extends LocalDateTimeCodec {
        @Override
        public LocalDateTime decodeText(ReadableByteBuf buffer, MutableInt length, ColumnDecoder column, Calendar calendar,
                Context context) throws SQLDataException {
            return wall(text(buffer, length, column, calendar, context));
        }

        @Override
        public LocalDateTime decodeBinary(ReadableByteBuf buffer, MutableInt length, ColumnDecoder column, Calendar calendar,
                Context context) throws SQLDataException {
            return wall(binary(buffer, length, column, calendar, context));
        }
    }

    private static final class Instants extends InstantCodec {
        @Override
        public Instant decodeText(ReadableByteBuf buffer, MutableInt length, ColumnDecoder column, Calendar calendar,
                Context context) throws SQLDataException {
            ZonedDateTime stored = text(buffer, length, column, calendar, context);
            return stored == null ? null : stored.toInstant();
        }

        @Override
        public Instant decodeBinary(ReadableByteBuf buffer, MutableInt length, ColumnDecoder column, Calendar calendar,
                Context context) throws SQLDataException {
            ZonedDateTime stored = binary(buffer, length, column, calendar, context);
            return stored == null ? null : stored.toInstant();
        }

        @Override
        public void encodeText(Writer writer, Context context, Instant value, Calendar calendar, Long maxLength)
                throws IOException {
            LocalDateTimeCodec.INSTANCE.encodeText(writer, context, utc(value), calendar, maxLength);
        }

        @Override
        public void encodeBinary(Writer writer, Context context, Instant value, Calendar calendar, Long maxLength)
                throws IOException {
            LocalDateTimeCodec.INSTANCE.encodeBinary(writer, context, utc(value), calendar, maxLength);
        }

        private static LocalDateTime utc(Instant value) {
            return LocalDateTime.ofInstant(value, ZoneOffset.UTC);
        }
    }
}
