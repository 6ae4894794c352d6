package io.hourbook.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Everything that a reload of routes is known to stumble over, in Camel's own and in general, each with the tests that show how it goes
 * here: {@code Class.method}, or the words of a save that is refused, by which the next good one goes in force.
 */
class ReloadRowsTest {

    private static final Pattern METHOD = Pattern.compile("(\\w+)\\.(\\w+)");
    private static final Set<String> BROKEN_SAVES = SavedRoutesTest.brokenSaves().map(save -> save.get()[0].toString()).collect(Collectors.toSet());

    private static final String[][] ROWS = {
        {"a syntax error", "a syntax error"},
        {"an empty file", "an empty file, as an editor leaves it between truncating and writing"},
        {"an editor that truncates and then writes", "SavedRoutesTest.aFileThatIsStillWrittenIsNotLookedAt"},
        {"a map instead of a list", "a map instead of a list"},
        {"an unknown step", "an unknown step"},
        {"an unknown option of a step", "an unknown option of a step"},
        {"an unknown component", "an unknown component"},
        {"an unknown option of an address", "an unknown option of an address"},
        {"an unknown bean", "a bean that is not there"},
        {"an unknown setting", "a setting that is not there"},
        {"an expression that cannot be read", "an expression that cannot be read"},
        {"a schedule that is garbage", "a schedule that is no point in time"},
        {"a schedule with minute 99", "a schedule that Quartz alone would take for every minute"},
        {"one id in two files", "an id that another file has"},
        {"one address in two files", "an address that another file listens to"},
        {"two routes in one file", "two routes in one file", "SwappedRoutesTest.ofASharedFileThatIsPutOffEveryRouteRunsOn"},
        {"a route with another id", "an id that is not its file's, beside which the old one would go on", "SavedRoutesTest.aRenamedRouteLeavesNoOldOne"},
        {"a route that listens to another's name", "the name that callers call another route by"},
        {"a file that is deleted", "SavedRoutesTest.aDeletedFileStopsItsRouteAndAFileThatMovesToANewFolderKeepsItRunning"},
        {"a file that is renamed", "SavedRoutesTest.aRenamedRouteLeavesNoOldOne"},
        {"a route that others call is deleted", "a route that others call is gone"},
        {"a route that only a clock calls is deleted", "SavedRoutesTest.aRouteThatOnlyAClockCallsIsNotTakenOutByASlipAndGoingBackBehindItIsPossible"},
        {"a new folder below", "SavedRoutesTest.aDeletedFileStopsItsRouteAndAFileThatMovesToANewFolderKeepsItRunning"},
        {"a file with a name that nothing reads", "SavedRoutesTest.aNameThatNothingReadsIsNamedOnceAsLongAsItLiesThere"},
        {"a template that is edited", "SavedRoutesTest.anEditedTemplateMakesItsRoutesAnewAndNoOthers"},
        {"a template that is deleted", "a template that is gone"},
        {"a template with a new parameter", "a template with a parameter that nobody gives"},
        {"a route of a template while another file is edited", "SavedRoutesTest.onlyTheEditedRouteIsTouched"},
        {"a template that is called as a kamelet", "a template called as a kamelet, which no later save could change"},
        {"a configuration that is edited", "SavedRoutesTest.anEditedConfigurationIsThatOfAllWhoStandOnItAndOneThatGoesIsGone"},
        {"a configuration that is deleted", "a configuration that is gone", "SavedRoutesTest.anEditedConfigurationIsThatOfAllWhoStandOnItAndOneThatGoesIsGone"},
        {"a configuration without an id", "a configuration without an id, of which the old one would stay"},
        {"beans in a file of routes", "beans in a file of routes"},
        {"fifty files at once", "SavedRoutesTest.fiftyFilesSavedAtOnceAreOneVersion"},
        {"another branch of the whole folder", "EngineersPathIT.anotherBranchOfTheWholeFolderIsOneVersionAndSoIsTheWayBack"},
        {"good and bad at once", "good and bad saved together"},
        {"a setting and a route at once", "GateTest.aSettingAndARouteThatAreSavedTogetherAreOneVersionOrNone"},
        {"a second bad save after a bad one, then a good one", "SavedRoutesTest.aBrokenSaveChangesNothingAndTheNextGoodOneIsInForce"},
        {"a message in hand", "SwappedRoutesTest.aMessageInHandIsFinishedByTheRouteThatBeganItAndItsCallersWait"},
        {"a message in hand that does not end", "SwappedRoutesTest.aRouteThatDoesNotComeToRestPutsTheSwapOffAndNothingIsCutOff"},
        {"callers in the moment of a swap", "SwappedRoutesTest.whoeverCallsWhileRoutesAreSwappedGetsAnAnswerAndOneOnly"},
        {"files that are read while their route is swapped", "SwappedRoutesTest.aFolderThatIsReadLosesAndDoublesNothingWhileItsRouteIsSwapped"},
        {"a schedule that changes, and an edit of something else", "SwappedRoutesTest.aScheduleThatChangesHasOneTriggerAndOneThatGoesHasNone"},
        {"messages that wait in an aggregator", "RememberedRoutesTest.messagesThatWouldWaitInMemoryAreRefusedAndInADatabaseTheyOutliveASwap"},
        {"files that stay where they are", "RememberedRoutesTest.aFolderWhoseFilesStayIsReadOnceWhateverIsEditedAndStarted"},
        {"an idempotent repository that routes share", "RememberedRoutesTest.aRepositoryThatTwoRoutesShareSurvivesTheSwapOfOne"},
        {"a start with a broken folder", "InForceTest.aStartWithABrokenFolderRunsTheLastVersionAndSaysWhatIsWrong",
            "InForceTest.aFirstStartWithABrokenFolderRunsWhatIsSoundAndNoPass"},
        {"a new route that does not come up", "SwappedRoutesTest.aRouteThatDoesNotComeBackEitherIsSaidAndComesBackByItself"},
        {"an exception without a message", "CheckedEditsTest.aCheckThatBreaksOffLetsNothingIn"},
        {"that an edit was refused is seen in health and the API", "GateTest.theApiShowsWhatIsRefusedAndGoesBack"},
        {"and on the console", "VersionPagesTest.aRefusedEditIsShownWithItsPlacesAndWhatRuns"},
        {"what editors leave beside the files", "SavedRoutesTest.whatEditorsAndSystemsLeaveBesideTheFilesIsNobodysEdit"},
    };

    @TestFactory
    Stream<DynamicTest> everyRowHasItsTest() {
        return Stream.of(ROWS).map(row -> DynamicTest.dynamicTest(row[0], () -> assertThat(List.of(row).subList(1, row.length)).isNotEmpty().allSatisfy(test -> {
            var method = METHOD.matcher(test);
            if (method.matches()) {
                assertThat(source(method.group(1))).containsPattern("@(Test|Order\\(\\d+\\)|MethodSource\\(\"\\w+\"\\))\\s+void " + method.group(2) + "\\(");
            } else {
                assertThat(BROKEN_SAVES).contains(test);
            }
        })));
    }

    private static String source(String name) {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return Files.readString(files.filter(file -> file.endsWith(name + ".java")).findFirst().orElseThrow());
        } catch (IOException gone) {
            throw new AssertionError(gone);
        }
    }
}
