package org.cybernorms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.cybernorms.support.House;
import org.junit.jupiter.api.Test;

/** The rules of the house. */
class ArchitectureTest {

    /** What all kinds share: the contents of documents are a kind too, and are kept beside the citations that are checked with them. */
    private static final List<String> SHARED = List.of(
            "..log..",
            "..record..",
            "..web..",
            "..access..",
            "..catalogue..",
            "..view..",
            "..search..",
            "..assurance..",
            "..citation..",
            "..format..");

    /** The packages of the kinds; requests are no records, and are kept apart as a kind is. */
    private static final String[] KINDS = Stream.concat(
                    House.kinds().stream()
                            .filter(kind -> SHARED.stream().noneMatch(shared -> PackageMatcher.of(shared)
                                    .matches(kind.getPackageName())))
                            .map(kind -> kind.getPackageName() + ".."),
                    Stream.of("org.cybernorms.request.."))
            .distinct()
            .toArray(String[]::new);

    private static final int LONGEST_FILE = 250;

    private final JavaClasses classes = House.classes();

    @Test
    void thereAreKinds() {
        assertThat(KINDS).contains("org.cybernorms.norm..").hasSizeGreaterThan(2);
    }

    @Test
    void kindsDoNotKnowEachOther() {
        for (String kind : KINDS) {
            String[] others =
                    Stream.of(KINDS).filter(other -> !other.equals(kind)).toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(kind)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(classes);
        }
    }

    @Test
    void whatKindsShareKnowsNoKind() {
        noClasses()
                .that()
                .resideInAnyPackage(SHARED.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(KINDS)
                .check(classes);
    }

    @Test
    void theLogKnowsNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("org.cybernorms.log..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..record..", "..web..", "..access..", "..catalogue..", "org.cybernorms.api..")
                .check(classes);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("org.cybernorms.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void tablesAreKnownOnlyToTheLogAndToWhatHasTablesOfItsOwn() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..log..", "..access..", "..assurance..", "..request..", "..contact..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.persistence..")
                .check(classes);
    }

    @Test
    void onlyResourcesImplementGeneratedInterfaces() {
        classes()
                .that()
                .implement(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "a generated interface",
                        type -> type.getPackageName().equals("org.cybernorms.api")
                                && type.getSimpleName().endsWith("Api")))
                .should()
                .haveSimpleNameEndingWith("Resource")
                .check(classes);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.cybernorms.api..")
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .check(classes);
    }

    @Test
    void whatIsNeededComesThroughTheConstructor() {
        fields().should().notBeAnnotatedWith(Inject.class).check(classes);
    }

    @Test
    void noFileIsLongerThanAReaderHolds() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> tooLong = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(ArchitectureTest::isTooLong)
                    .toList();
            assertThat(tooLong).isEmpty();
        }
    }

    private static boolean isTooLong(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count() > LONGEST_FILE;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
