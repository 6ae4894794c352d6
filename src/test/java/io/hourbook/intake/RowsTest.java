package io.hourbook.intake;

import static io.hourbook.intake.Reading.BERLIN;
import static io.hourbook.intake.Reading.BY_HAND;
import static io.hourbook.intake.Reading.FORMATS;
import static io.hourbook.intake.Reading.HARVEST;
import static io.hourbook.intake.Reading.LOS_ANGELES;
import static io.hourbook.intake.Reading.TOKYO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.entry.Approval;
import io.hourbook.entry.Names;
import io.hourbook.entry.ReceivedEntry;
import io.hourbook.entry.ReceivedRow;
import io.hourbook.mapping.Source;
import io.hourbook.problem.Problem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What rows say besides their time, and what becomes of rows and files that are not as they should be. */
class RowsTest {

    private static final String TOGGL = "User,Project,Start date,Start time,Duration,Description";
    private static final String GOOD = "Eva,Blau,2025-03-03,08:00,1:00,Fine";
    private static final String OWN = "id,worker,email,client,project,service,start,duration,billable,approved,invoiced,notes,tags,modified";

    @Test
    void everyFieldOfHourbooksOwnFormatIsRead() {
        ReceivedEntry entry = Reading.entry(BY_HAND, OWN, "T-1, Ana  Ruiz ,ana@x.example,Acme,App,Design,2025-03-04 08:30,PT1H30M,yes,no,yes,"
                + "\"two\r\nlines\",\"a, b\",2025-03-05T10:00:00.5+01:00");

        assertThat(entry.sourceId()).isEqualTo("T-1");
        assertThat(entry.names()).isEqualTo(new Names("Ana  Ruiz", "ana@x.example", "Acme", "App", "Design"));
        assertThat(entry.seconds()).isEqualTo(5_400);
        assertThat(entry.billable()).isTrue();
        assertThat(entry.approval()).isEqualTo(Approval.UNAPPROVED);
        assertThat(entry.invoiced()).isTrue();
        assertThat(entry.notes()).isEqualTo("two\nlines");
        assertThat(entry.tags()).isEqualTo("a, b");
        assertThat(entry.modifiedAt()).isEqualTo(Instant.parse("2025-03-05T09:00:00.500Z"));
        assertThat(entry.line()).isEqualTo(2);
        assertThat(entry.raw()).startsWith("T-1, Ana  Ruiz ,").contains("\"two\r\nlines\"");
    }

    @Test
    void whatAFileDoesNotSayIsNotMadeUp() {
        ReceivedEntry entry = Reading.entry(BY_HAND, "email,project,date,hours", "ana@x.example,,2025-03-04,1");

        assertThat(entry.names()).isEqualTo(new Names(null, "ana@x.example", null, null, null));
        assertThat(entry.billable()).isNull();
        assertThat(entry.approval()).isEqualTo(Approval.UNSAID);
        assertThat(entry.invoiced()).isFalse();
        assertThat(entry.notes()).isEmpty();
        assertThat(entry.modifiedAt()).isNull();
        assertThat(entry.sourceId()).isNull();
    }

    @Test
    void anEmptyCellUnderBillableOrApprovedSaysNothing() {
        ReceivedEntry entry = Reading.entry(BY_HAND, "worker,project,date,hours,billable,approved", "Ana,App,2025-03-04,1,,");

        assertThat(entry.billable()).isNull();
        assertThat(entry.approval()).isEqualTo(Approval.UNSAID);
    }

    @Test
    void harvestsNamesAreJoinedAndItsApprovalIsKept() {
        String header = "Date,Client,Project,Task,Hours,Billable?,Invoiced?,Approved?,First Name,Last Name";
        ReceivedEntry entry = Reading.entry(HARVEST, header, "2025-03-04,,App,,\"0,5\",No,Yes,No,Jo,Park");

        assertThat(entry.names()).isEqualTo(new Names("Jo Park", null, null, "App", null));
        assertThat(entry.billable()).isFalse();
        assertThat(entry.invoiced()).isTrue();
        assertThat(entry.approval()).isEqualTo(Approval.UNAPPROVED);
    }

    @Test
    void clockifysActivityIsItsTaskAndItsColumnsMayStandInAnyOrder() {
        ReceivedEntry entry = Reading.entry(LOS_ANGELES, "Duration (h),Start Time,Start Date,User,Activity,Project,Whatever,Client",
                "01:00:00,08:00,03/04/2025,Ana,Design,App,x,Acme");

        assertThat(entry.names()).isEqualTo(new Names("Ana", null, "Acme", "App", "Design"));
    }

    @ParameterizedTest
    @CsvSource({"Break,a break", "HOLIDAY,a holiday", "Time off,time off", "TIME_OFF,time off"})
    void breaksAndDaysOffAreSkipped(String type, String why) {
        List<ReceivedRow> rows = Reading.text(LOS_ANGELES, "Project,User,Type,Start Date,Start Time,Duration (h)",
                ",Ana," + type + ",03/04/2025,08:00,01:00:00");

        assertThat(rows).containsExactly(new ReceivedRow.Skipped(2, why));
    }

    @Test
    void kimaisCategoryIsLookedAtBesideItsType() {
        List<ReceivedRow> rows = Reading.text(TOKYO, "Name,Project,Activity,Date,From,To,Duration,Type,category",
                "Hana,P,A,2025-03-03,08:00,09:00,1:00,timesheet,holiday",
                "Hana,P,A,2025-03-03,08:00,09:00,1:00,timesheet,work",
                "Hana,P,A,2025-03-03,08:00,09:00,1:00,mileage,work");

        assertThat(rows.get(0)).isEqualTo(new ReceivedRow.Skipped(2, "a holiday"));
        assertThat(rows.get(1)).isInstanceOf(ReceivedEntry.class);
        assertThat(code(rows.get(2))).isEqualTo("FMT-312");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Name,Benutzer,E-Mail,Kunde,Projekt,Tätigkeit,Beschreibung,Abrechenbar,Exportiert,Datum,Von,Bis,Dauer|Ja|Nein",
        "Nom,Utilisateur,Courriel,Client,Projet,Activité,Description,Facturable,Exporté,Date,De,À,Durée|Oui|Non",
        "Nombre,Usuario,Correo electrónico,Cliente,Proyecto,Actividad,Descripción,Facturable,Exportado,Fecha,De,Para,Duración|Sí|No",
        "Name,User,E-mail,Customer,Project,Activity,Description,Billable,Exported,Date,From,To,Duration|1|0"})
    void kimaisHeadersAreUnderstoodInFourLanguages(String header, String yes, String no) {
        ReceivedEntry entry = Reading.entry(TOKYO, header, ",hana,h@x.example,Daiko,Shop,Design,Note," + yes + "," + no
                + ",2025-03-03,08:11,08:27,0:16");

        assertThat(entry.names()).isEqualTo(new Names("hana", "h@x.example", "Daiko", "Shop", "Design"));
        assertThat(entry.billable()).isTrue();
        assertThat(entry.invoiced()).isFalse();
        assertThat(entry.notes()).isEqualTo("Note");
        assertThat(entry.seconds()).isEqualTo(960);
    }

    @ParameterizedTest
    @ValueSource(strings = {"maybe", "2", "ja"})
    void aWordThatIsNeitherYesNorNoIsMalformed(String word) {
        assertThat(code(Reading.malformed(BERLIN, TOGGL + ",Billable", GOOD + "," + word))).isEqualTo("FMT-311");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Eva,Blau,2025-03-03|FMT-301",
        "Eva,Blau,2025-03-03,08:00,1:00,Fine,more|FMT-301",
        "Eva,\"Blau,2025-03-03,08:00,1:00,Fine|FMT-302",
        "Eva,\"Blau\"x,2025-03-03,08:00,1:00,Fine|FMT-302",
        ",Blau,2025-03-03,08:00,1:00,Fine|FMT-310",
        "Eva,Blau,,08:00,1:00,Fine|FMT-304",
        "Eva,Blau,2025-03-03,,1:00,Fine|FMT-305"})
    void aMalformedRowSaysItsCodeAndTheRowsAroundItAreRead(String row, String code) {
        List<ReceivedRow> rows = Reading.text(BERLIN, TOGGL, GOOD, row, GOOD);

        assertThat(rows).hasSize(3);
        assertThat(code(rows.get(1))).isEqualTo(code);
        assertThat(((ReceivedRow.Malformed) rows.get(1)).raw()).isEqualTo(row);
        assertThat(((ReceivedRow.Malformed) rows.get(1)).finding().where()).endsWith(":3");
        assertThat(rows.get(2)).isInstanceOf(ReceivedEntry.class);
        assertThat(rows.get(2).line()).isEqualTo(4);
    }

    @Test
    void blankLinesAndRowsOfNothingButDelimitersAreNoRows() {
        assertThat(Reading.text(BERLIN, TOGGL, "", ",,,,,", GOOD, ",,,,,,,", "", "")).hasSize(1);
        assertThat(Reading.text(BERLIN, TOGGL + ",", GOOD + ",,,")).hasSize(1);
    }

    @Test
    void aHeaderAloneIsAFileWithoutRows() {
        assertThat(Reading.text(BERLIN, TOGGL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void theDelimiterIsToldFromTheHeader(String delimiter) {
        assertThat(Reading.text(BERLIN, TOGGL.replace(",", delimiter), GOOD.replace(",", delimiter)).get(0)).isInstanceOf(ReceivedEntry.class);
    }

    @Test
    void excelsLineThatNamesTheDelimiterIsNotTheHeader() {
        ReceivedRow row = Reading.text(BERLIN, "sep=;", TOGGL.replace(',', ';'), GOOD.replace(',', ';')).get(0);

        assertThat(row).isInstanceOf(ReceivedEntry.class);
        assertThat(row.line()).isEqualTo(3);
    }

    @Test
    void utf8WithAndWithoutAMarkAndUtf16WithOneAreRead() {
        String text = "\uFEFF" + TOGGL + "\r\n" + GOOD.replace("Eva", "Zoë 🔥") + "\r\n";

        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            ReceivedRow row = Reading.bytes(text.getBytes(charset), BERLIN, FORMATS.get("toggl")).get(0);
            assertThat(((ReceivedEntry) row).names().worker()).isEqualTo("Zoë 🔥");
        }
    }

    @Test
    void aFileInAnotherEncodingIsRefusedWithItsLine() {
        byte[] bytes = (TOGGL + "\n" + GOOD + "\n" + GOOD.replace("Eva", "Zoë")).getBytes(Charset.forName("windows-1252"));

        assertThatThrownBy(() -> Reading.bytes(bytes, BERLIN, FORMATS.get("toggl")))
                .isInstanceOf(Problem.class).hasMessageContainingAll(":3: FMT-202", "byte 0xEB", "CSV UTF-8");
    }

    @Test
    void aLetterCutInTwoBetweenTwoBlocksIsNoDamage() {
        String filler = "x".repeat(65_536 - 4 - TOGGL.length() - GOOD.length());
        String text = TOGGL + "\n" + GOOD.replace("Fine", filler + "🔥🔥") + "\n";

        assertThat(Reading.bytes(text.getBytes(StandardCharsets.UTF_8), BERLIN, FORMATS.get("toggl"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"504B0304AAAA, spreadsheet", "D0CF11E0A1B1, Excel", "255044462D31, PDF", "1F8B08000000, gzip", "610062006300, NUL"})
    void whatIsNotTextIsRefusedByItsName(String hex, String named) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> Reading.bytes(bytes, BERLIN, FORMATS.get("toggl"))).hasMessageContainingAll("FMT-203", named);
    }

    @Test
    void aFileOfAnotherFormatIsRefusedAndItsColumnsAreNamed() {
        assertThatThrownBy(() -> Reading.text(HARVEST, TOGGL, GOOD))
                .hasMessageContainingAll("FMT-204", "not a Harvest export", "User, Project, Start date", "hours");
        assertThatThrownBy(() -> Reading.text(HARVEST, "\"never closed,", "x")).hasMessageContaining("FMT-204");
        assertThatThrownBy(() -> Reading.text(HARVEST, "", " ")).hasMessageContaining("FMT-204");
    }

    @Test
    void controlCharactersDoNotReachNamesAndANulIsMalformed() {
        ReceivedEntry entry = Reading.entry(BERLIN, TOGGL, "E\u0007va\u009B,\u00A0Blau\u200A,2025-03-03,08:00,1:00,a\tb");

        assertThat(entry.names().worker()).isEqualTo("E va");
        assertThat(entry.names().project()).isEqualTo("Blau");
        assertThat(entry.notes()).isEqualTo("a\tb");
        String late = (GOOD + "\n").repeat(200) + "E\0va,Blau,2025-03-03,08:00,1:00,";
        List<ReceivedRow> rows = Reading.text(BERLIN, TOGGL, late);
        assertThat(code(rows.get(200))).isEqualTo("FMT-313");
    }

    @Test
    void aRowWithoutAnEndIsMalformedAndItsPlaceAndItsRemedyAreNamed() {
        List<ReceivedRow> rows = Reading.text(BERLIN, TOGGL, GOOD.replace("Fine", "x".repeat(RowReader.ROW_LIMIT)), GOOD);

        assertThat(((ReceivedRow.Malformed) rows.get(0)).finding()).satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("FMT-303");
            assertThat(finding.where()).endsWith(":2");
            assertThat(finding.fix()).isEqualTo("look whether line ends were lost, and export again");
        });
        assertThat(rows.get(1)).as("the row after it").isInstanceOf(ReceivedEntry.class);
    }

    @Test
    void namesTooLongForTheBooksAreMalformedAndLongNotesAreCutForShowOnly() {
        assertThat(code(Reading.malformed(BERLIN, TOGGL, GOOD.replace("Blau", "B".repeat(256))))).isEqualTo("FMT-314");
        String note = "n".repeat(20_000);
        ReceivedEntry entry = Reading.entry(BERLIN, TOGGL, GOOD.replace("Fine", note));

        assertThat(entry.notes()).hasSize(16_001).endsWith("…");
        assertThat(entry.raw()).contains(note);
    }

    @Test
    void aStampWithoutAnOffsetIsMalformed() {
        assertThat(code(Reading.malformed(BY_HAND, "worker,project,date,hours,modified", "Ana,App,2025-03-04,1,2025-03-05 10:00")))
                .isEqualTo("FMT-315");
    }

    @Test
    void aWorkersZoneIsLookedUpWhereTheSourceNamesNone() {
        Source source = Reading.source("everywhere", "toggl", null, null);
        List<ReceivedRow> rows = Reading.textWith(source,
                names -> Optional.of(names).filter(who -> "Eva".equals(who.worker())).map(who -> ZoneId.of("Europe/Berlin")),
                TOGGL, GOOD, GOOD.replace("Eva", "Nobody"));

        assertThat(((ReceivedEntry) rows.get(0)).startAt()).isEqualTo(Instant.parse("2025-03-03T07:00:00Z"));
        assertThat(((ReceivedEntry) rows.get(1)).startAt()).isEqualTo(Instant.parse("2025-03-03T08:00:00Z"));
    }

    private static String code(ReceivedRow row) {
        return ((ReceivedRow.Malformed) row).finding().code();
    }
}
