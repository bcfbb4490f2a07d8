package org.cybernorms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house. */
class ArchitectureTest {

    private static final String[] KINDS = {
        "org.cybernorms.norm..",
        "org.cybernorms.mapping..",
        "org.cybernorms.commitment..",
        "org.cybernorms.party..",
        "org.cybernorms.document..",
        "org.cybernorms.cbm..",
        "org.cybernorms.implementation..",
        "org.cybernorms.meeting..",
        "org.cybernorms.network..",
        "org.cybernorms.contact..",
        "org.cybernorms.exercise..",
        "org.cybernorms.request.."
    };
    private static final int LONGEST_FILE = 250;

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.cybernorms");

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
                .resideInAnyPackage(
                        "..log..",
                        "..record..",
                        "..web..",
                        "..access..",
                        "..catalogue..",
                        "..view..",
                        "..search..",
                        "..assurance..",
                        "..citation..",
                        "..format..")
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
