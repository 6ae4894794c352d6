package io.hourbook.cli;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Days and numbers as they are typed behind a command: what is neither is told with the form that is wanted. */
final class Typed {

    private Typed() {}

    /** For the command and all that are under it. */
    static void convert(CommandLine line) {
        line.registerConverter(LocalDate.class, Typed::day);
        line.registerConverter(int.class, Typed::number);
        line.registerConverter(Integer.class, Typed::number);
        line.setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeParseException none) {
            throw new TypeConversionException("\"" + typed + "\" is no day; write year, month and day with all their digits, such as 2025-03-01");
        }
    }

    private static int number(String typed) {
        try {
            return Integer.parseInt(typed.strip());
        } catch (NumberFormatException none) {
            throw new TypeConversionException("\"" + typed + "\" is no number; write a whole number in digits, such as 3");
        }
    }
}
